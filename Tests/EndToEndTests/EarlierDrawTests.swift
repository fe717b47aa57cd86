import Testing

extension EndToEnd {
    @Suite("A run that was begun when caps took the first examples")
    struct EarlierDrawTests {
        @Test("keeps its tables, and goes on where the file says `draw: first`")
        func continues() async throws {
            let saying = Sweeps.quick.replacing("test_samples: 64}", with: "test_samples: 64, draw: first}")
            let silent = Sweeps.quick.replacing("test_samples: 64}", with: "test_samples: 64             }")
            let sandbox = try Sandbox(saying)
            #expect(try await sandbox.lethe("run", "sweep.yaml", "--out", "run").code == 0)
            let tables = try sandbox.tables()
            // As an earlier version left it, whose files could not say what a cap takes.
            let ledger = try sandbox.bytes(of: "run/ledger.sqlite")
            let earlier = ledger.replacing(Array(saying.utf8), with: Array(silent.utf8))
            try #require(earlier.count == ledger.count && earlier != ledger)
            try sandbox.write(earlier, to: "run/ledger.sqlite")
            try sandbox.write(silent, to: "sweep.yaml")

            #expect(try await sandbox.lethe("report", "run").code == 0)
            #expect(try sandbox.tables() == tables)
            #expect(try await sandbox.status()?.done == 24)
            let refused = try await sandbox.lethe("run", "sweep.yaml", "--out", "run")
            #expect(refused.code == 1 && refused.errors.contains("[sweep.other-defaults]"), "\(refused)")
            #expect(refused.errors.contains("`draw: first`"))

            try sandbox.write(saying, to: "sweep.yaml")
            let ending = try await sandbox.lethe("run", "sweep.yaml", "--out", "run")
            #expect(ending.code == 0 && ending.errors.contains("finished already"), "\(ending)")
            #expect(try sandbox.tables() == tables)
        }

        @Test("and one that is begun now draws evenly: other jobs, other tables")
        func differs() async throws {
            let saying = Sweeps.quick.replacing("test_samples: 64}", with: "test_samples: 64, draw: first}")
            #expect(try await Sweeps.tables(of: saying) != (try await Sweeps.quickTables.value))
        }
    }
}
