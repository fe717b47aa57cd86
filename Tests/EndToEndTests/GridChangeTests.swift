import Testing

extension EndToEnd {
    @Suite("A grid that was changed")
    struct GridChangeTests {
        @Test("costs only its new cells when it grows, and nothing when it shrinks")
        func growsAndShrinks() async throws {
            let sandbox = try Sandbox(Sweeps.quick)
            try await run(sandbox)
            let jobs = Set(try sandbox.tables().jobRows.column("job"))
            let attempts = Set(try sandbox.table("run/costs.csv").rows)

            let grown = Sweeps.quick(learningRates: "[0.03, 0.1, 0.3]")
            try sandbox.write(grown, to: "sweep.yaml")
            try await run(sandbox)
            #expect(try sandbox.tables() == (try await Sweeps.tables(of: grown)))
            let allAttempts = Set(try sandbox.table("run/costs.csv").rows)
            let newAttempts = allAttempts.subtracting(attempts)
            #expect(attempts.isSubset(of: allAttempts))
            #expect(Set(newAttempts.map { $0[0] }).count == 12)
            #expect(jobs.isDisjoint(with: newAttempts.map { $0[0] }))

            let shrunk = Sweeps.quick(learningRates: "[0.1]")
            try sandbox.write(shrunk, to: "sweep.yaml")
            try await run(sandbox)
            #expect(try sandbox.tables().jobRows.rows.count == 12)
            #expect(try sandbox.tables() == (try await Sweeps.tables(of: shrunk)))

            // Nothing was run again in between, and nothing was forgotten.
            try sandbox.write(grown, to: "sweep.yaml")
            try await run(sandbox)
            #expect(Set(try sandbox.table("run/costs.csv").rows) == allAttempts)
        }

        @Test("is another sweep if it has no cell of the old one: it is refused, and the run is left as it was")
        func otherSweep() async throws {
            let sandbox = try Sandbox(Sweeps.quick)
            try await run(sandbox)
            let files = try sandbox.fingerprints()
            try sandbox.write(Sweeps.slow, to: "other.yaml")
            let ending = try await sandbox.lethe("run", "other.yaml", "--out", "run")
            #expect(ending.code == 1, "\(ending)")
            #expect(ending.errors.contains("[ledger.other-sweep]"))
            #expect(ending.errors.contains("`quick`"))
            #expect(ending.output.isEmpty)
            #expect(try sandbox.fingerprints() == files)
            #expect(try await sandbox.status()?.sweep == "quick")
            #expect(try await sandbox.lethe("run", "sweep.yaml", "--out", "run").errors.contains("finished already"))
        }

        @Test("is another file's if its name is another: it never replaces the tables, though they share jobs")
        func otherFile() async throws {
            let sandbox = try Sandbox(Sweeps.quick)
            try await run(sandbox)
            let tables = try sandbox.tables()
            try sandbox.write(Sweeps.quick(learningRates: "[0.1, 0.3]"), to: "other.yaml")
            let refused = try await sandbox.lethe("run", "other.yaml", "--out", "run")
            #expect(refused.code == 1, "\(refused)")
            #expect(refused.errors.contains("`sweep.yaml`") && refused.errors.contains("[ledger.other-file]"))
            #expect(try sandbox.tables() == tables)
            #expect(try await sandbox.status()?.file == "sweep.yaml")
            let words = try await sandbox.lethe("status", "run").output
            #expect(words.contains("made for sweep.yaml"))
        }

        @Test("and files whose names differ after a point have directories of their own")
        func names() async throws {
            let sandbox = try Sandbox()
            let unnamed = Sweeps.quick.replacing("name: quick\n", with: "")
            for name in ["lr0.1", "lr0.3"] {
                try sandbox.write(unnamed, to: name + ".yaml")
                let ending = try await sandbox.lethe("run", name + ".yaml", "--workers", "2")
                #expect(ending.code == 0, "\(ending)")
            }
            #expect(sandbox.exists("runs/lr0.1/jobs.csv") && sandbox.exists("runs/lr0.3/jobs.csv"))
        }

        private func run(_ sandbox: Sandbox) async throws {
            let ending = try await sandbox.lethe("run", "sweep.yaml", "--out", "run", "--workers", "2")
            #expect(ending.code == 0, "\(ending)")
        }
    }
}
