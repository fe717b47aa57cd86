import Glibc
import Testing

extension EndToEnd {
    @Suite("Ctrl-C")
    struct InterruptTests {
        @Test("lets running jobs finish the first time, and leaves a run that the same command continues")
        func first() async throws {
            let sandbox = try Sandbox(Sweeps.slow)
            let run = try sandbox.start(["run", "sweep.yaml", "--out", "run", "--workers", "2"])
            try await sandbox.progress(to: 2)
            run.typeControlC()
            let ending = try await run.end()
            #expect(ending.code == 130, "\(ending)")
            #expect(ending.output.isEmpty)
            #expect(ending.errors.contains("interrupted: "))
            #expect(ending.errors.contains("the same command continues"))
            try await sandbox.quiet()
            let interim = try #require(try await sandbox.status())
            try #require(interim.open > 0, "the signal came too late: the sweep was over")
            #expect(try await sandbox.lethe("report", "run").code == 0)
            #expect(Set(try sandbox.table("run/costs.csv").column("end")) == ["done"])

            try await continueAndCompare(sandbox)
        }

        @Test("ends everything at once the second time, and loses nothing that was recorded")
        func second() async throws {
            let sandbox = try Sandbox(Sweeps.slow)
            let run = try sandbox.start(["run", "sweep.yaml", "--out", "run", "--workers", "2"])
            try await sandbox.progress(to: 2)
            // Workers that stand still keep the first signal from ending the run before the second comes.
            let workers = try await sandbox.computingWorkers(of: run, count: 2)
            for worker in workers { kill(worker, SIGSTOP) }
            let before = try #require(try await sandbox.status())
            run.typeControlC()
            // Two signals of a kind that wait together count as one.
            try await eventually("the signal is taken") { !ProcessTable.isPending(SIGINT, for: run.id) }
            #expect(!run.hasEnded)
            run.typeControlC()
            let ending = try await run.end()
            #expect(ending.code == 130, "\(ending)")
            #expect(ending.errors.contains("interrupted: "))
            try await sandbox.quiet()
            let after = try #require(try await sandbox.status())
            try #require(after.open > 0, "the signals came too late: the sweep was over")
            #expect(after.done >= before.done)

            try await continueAndCompare(sandbox)
        }

        @Test("ends at once what only reads or writes files, since nothing is under way that could be lost")
        func reading() async throws {
            let sandbox = try Sandbox()
            // Nobody writes into this pipe, so the sweep file is never read to its end.
            #expect(try await sandbox.shell("mkfifo sweep.yaml").code == 0)
            let run = try sandbox.start(["run", "sweep.yaml"])
            // The thread that takes signals is its second.
            try await eventually("it takes signals") { ProcessTable.threadCount(of: run.id) > 1 }
            run.typeControlC()
            let ending = try await run.end()
            #expect(ending.code == 130, "\(ending)")
        }

        private func continueAndCompare(_ sandbox: Sandbox) async throws {
            let ending = try await sandbox.lethe("run", "sweep.yaml", "--out", "run", "--workers", "2")
            #expect(ending.code == 0, "\(ending)")
            #expect(ending.errors.contains("continuing: "))
            #expect(try sandbox.tables() == (try await Sweeps.slowTables.value))
            let done = try sandbox.table("run/costs.csv").rows(where: "end", is: "done").map { $0[0] }
            #expect(done.count == 24)
            #expect(Set(done).count == 24)
            try await sandbox.quiet()
        }
    }
}
