import Glibc
import Testing

extension EndToEnd {
    @Suite("kill -9")
    struct KillTests {
        @Test("of a worker and then of the coordinator, while jobs run, changes nothing in the tables")
        func workerAndCoordinator() async throws {
            let sandbox = try Sandbox(Sweeps.slow)
            let first = try sandbox.start(["run", "sweep.yaml", "--out", "run", "--workers", "2"])
            try await sandbox.progress(to: 2)
            let victim = try await sandbox.computingWorkers(of: first, count: 2)[0]
            kill(victim, SIGKILL)
            try await eventually("the worker's death is told") { first.errors.contains("was ended by signal 9") }
            try await sandbox.progress(to: 4)
            // Both have joined: one that is starting might not be known to the next coordinator.
            _ = try await sandbox.computingWorkers(of: first, count: 2)
            first.send(SIGKILL)
            #expect(try await first.end().signal == SIGKILL)

            let interim = try #require(try await sandbox.status())
            try #require(interim.open > 0, "the kills came too late: the sweep was over")
            #expect(interim.coordinator == nil)
            #expect(!interim.isFinished)

            let second = try await sandbox.lethe("run", "sweep.yaml", "--out", "run", "--workers", "2")
            #expect(second.code == 0, "\(second)")
            #expect(second.errors.contains("continuing: "))
            #expect(try sandbox.tables() == (try await Sweeps.slowTables.value))
            let costs = try sandbox.table("run/costs.csv")
            #expect(costs.rows(where: "end", is: "lost").count >= 1)
            let done = costs.rows(where: "end", is: "done").map { $0[0] }
            #expect(done.count == 24)
            #expect(Set(done).count == 24)
            try await sandbox.quiet()
        }

        @Test("of everything at once loses nothing that was recorded")
        func everything() async throws {
            let sandbox = try Sandbox(Sweeps.slow)
            let first = try sandbox.start(["run", "sweep.yaml", "--out", "run", "--workers", "2"])
            try await sandbox.progress(to: 3)
            let workers = try await sandbox.computingWorkers(of: first, count: 2)
            for process in [first.id] + workers { kill(process, SIGKILL) }
            _ = try await first.end()
            try await sandbox.quiet()
            let interim = try #require(try await sandbox.status())
            try #require(interim.open > 0, "the kills came too late: the sweep was over")
            #expect(interim.done >= 3)
            let report = try await sandbox.lethe("report", "run")
            #expect(report.code == 0, "\(report)")
            let before = Set(try sandbox.table("run/costs.csv").rows(where: "end", is: "done"))
            #expect(before.count == interim.done)

            let second = try await sandbox.lethe("run", "sweep.yaml", "--out", "run", "--workers", "2")
            #expect(second.code == 0, "\(second)")
            #expect(try sandbox.tables() == (try await Sweeps.slowTables.value))
            #expect(before.isSubset(of: try sandbox.table("run/costs.csv").rows))
            try await sandbox.quiet()
        }
    }
}
