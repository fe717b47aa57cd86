import Testing

extension EndToEnd {
    @Suite("The same sweep")
    struct RepetitionTests {
        @Test("gives the same bytes with one worker and with two")
        func fleetSize() async throws {
            let two = try await Sweeps.tables(of: Sweeps.quick, workers: 2)
            #expect(two.jobRows.column("status") == Array(repeating: "done", count: 24))
            #expect(Table(two.accuracy).rows.count == 24 * 4 * 3)
            #expect(try await Sweeps.quickTables.value == two)
        }

        @Test("gives the same bytes whether jobs share their beginnings or not, and costs less if they do")
        func sharing() async throws {
            let sandbox = try Sandbox(Sweeps.quick)
            // One worker: no job is moved or done twice, so that what is spent is known.
            for (run, flags) in [("shared", []), ("alone", ["--no-sharing"])] {
                let arguments = ["run", "sweep.yaml", "--out", run, "--workers", "1"] + flags
                let ending = try await sandbox.start(arguments).end()
                #expect(ending.code == 0, "\(ending)")
            }
            #expect(try sandbox.tables(of: "shared") == (try sandbox.tables(of: "alone")))
            let operations = { (table: String) in
                try sandbox.table(table).column("operations").compactMap { Int($0) }.reduce(0, +)
            }
            let alone = try operations("alone/jobs.csv")
            #expect(try operations("alone/costs.csv") == alone)
            #expect(try operations("shared/costs.csv") < alone)
        }

        @Test("is done when it is done: the same command says so, exits 0 and changes nothing")
        func finished() async throws {
            let sandbox = try Sandbox(Sweeps.quick)
            let first = try await sandbox.lethe("run", "sweep.yaml", "--workers", "2")
            #expect(first.code == 0, "\(first)")
            #expect(first.output == "runs/quick/report.html\n")
            let files = try sandbox.fingerprints(of: "runs/quick")
            #expect(files.count >= 7)

            let second = try await sandbox.lethe("run", "sweep.yaml", "--workers", "2")
            #expect(second.code == 0, "\(second)")
            #expect(second.errors.contains("finished already"))
            #expect(second.output == first.output)
            #expect(try sandbox.fingerprints(of: "runs/quick") == files)
            #expect(try await sandbox.lethe("report", "runs/quick").code == 0)
            #expect(try sandbox.fingerprints(of: "runs/quick") == files)
            #expect(sandbox.processes.isEmpty)
        }
    }
}
