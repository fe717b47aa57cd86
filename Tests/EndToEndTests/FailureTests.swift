import Testing

extension EndToEnd {
    @Suite("Workers and jobs that fail")
    struct FailureTests {
        @Test("at once: the run ends and shows the worker's last words")
        func endsAtOnce() async throws {
            let sandbox = try Sandbox(Sweeps.quick)
            let ending = try await sandbox.lethe(
                "run",
                "sweep.yaml",
                "--out",
                "run",
                "--workers",
                "2",
                environment: ["LETHE_ISA": "nonsense"]
            )
            #expect(ending.code == 2, "\(ending)")
            #expect(ending.errors.contains("[worker.ends-at-once]"))
            #expect(ending.errors.contains("LETHE_ISA names no instruction set: nonsense"))
            try await sandbox.quiet()

            let again = try await sandbox.lethe("run", "sweep.yaml", "--out", "run", "--workers", "2")
            #expect(again.code == 0, "\(again)")
            #expect(try sandbox.tables() == (try await Sweeps.quickTables.value))
        }

        @Test("to converge are told as diverged, and the sweep has succeeded")
        func diverged() async throws {
            let sandbox = try Sandbox(Sweeps.quick(learningRates: "[0.03, 1.0e+30]"))
            let ending = try await sandbox.lethe("run", "sweep.yaml", "--out", "run", "--workers", "2")
            #expect(ending.code == 0, "\(ending)")
            #expect(ending.errors.contains("12 done, 12 diverged, 0 failed"))
            let jobs = try sandbox.tables().jobRows
            #expect(jobs.rows.count == 24)
            for (rate, status) in zip(jobs.column("learning_rate"), jobs.column("status")) {
                #expect(status == (rate == "0.03" ? "done" : "diverged"))
            }
            for (status, accuracy) in zip(jobs.column("status"), jobs.column("average_accuracy")) {
                #expect(accuracy.isEmpty == (status == "diverged"))
            }
        }
    }
}
