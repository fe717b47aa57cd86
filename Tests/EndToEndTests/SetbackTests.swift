import Testing

extension EndToEnd {
    @Suite("Hosts that lack something")
    struct SetbackTests {
        /// Two jobs on a table, whose data is no part of the program.
        private static let table = """
            name: table
            stream: {dataset: {csv: data.csv, label: kind, test: 0.25}, tasks: permuted, count: 2}
            model: {hidden: [4]}
            grid: {ordering: all, seed: {count: 20}}
            """

        private func sandbox() throws -> Sandbox {
            let rows = (0..<40).map { "\($0 * 7 % 10),\($0 * 3 % 10),\($0 % 2)" }
            let sandbox = try Sandbox(Self.table)
            try sandbox.write((["a,b,kind"] + rows).joined(separator: "\n") + "\n", to: "data.csv")
            return sandbox
        }

        @Test("data, every one of them: the run says so and ends, nothing has failed, and goes on where data is")
        func nobodyHasData() async throws {
            let sandbox = try sandbox()
            let endpoint = "ipc://\(sandbox.path)/socket"
            let coordinator = try sandbox.start(
                ["serve", "sweep.yaml", "--out", "run", "--bind", endpoint, "--patience", "1s"]
            )
            let workers = try sandbox.start(["work", "--connect", endpoint, "--slots", "3", "--data", "empty"])
            let ending = try await coordinator.end()
            #expect(ending.code == 1, "\(ending)")
            #expect(ending.errors.contains("is set aside for jobs that need the data set"))
            #expect(ending.errors.contains("is not in `empty`"))
            #expect(ending.errors.contains("0 of 40 jobs ended (0 done, 0 diverged, 0 failed)"))
            #expect(try await workers.end().code == 0)
            #expect(!sandbox.exists("run/report.html"))

            let status = try #require(try await sandbox.status())
            #expect(status.failed == 0 && status.open == 40 && !status.isFinished)
            let again = try await sandbox.lethe("run", "sweep.yaml", "--out", "run", "--workers", "2")
            #expect(again.code == 0, "\(again)")
            #expect(again.errors.contains("40 done, 0 diverged, 0 failed"))
        }

        @Test("data, one of two: every job is done by the other, and the first is named with the reason")
        func badHost() async throws {
            let sandbox = try sandbox()
            let endpoint = "ipc://\(sandbox.path)/socket"
            let coordinator = try sandbox.start(["serve", "sweep.yaml", "--out", "run", "--bind", endpoint])
            let bad = try sandbox.start(["work", "--connect", endpoint, "--slots", "3", "--data", "empty"])
            try await eventually("the host without data is set aside") { coordinator.errors.contains("is set aside") }
            let answer = try await sandbox.lethe("status", "run")
            #expect(answer.output.contains("is set aside for jobs that need the data set"), "\(answer)")
            let good = try sandbox.start(["work", "--connect", endpoint])
            let ending = try await coordinator.end()
            #expect(ending.code == 0, "\(ending)")
            #expect(ending.errors.contains("40 done, 0 diverged, 0 failed"))
            #expect(try await bad.end().code == 0)
            #expect(try await good.end().code == 0)
        }

        @Test("memory for one job: the others are done, that one stays open, and is done where it fits")
        func tooLarge() async throws {
            let sandbox = try Sandbox(
                """
                name: large
                stream: {dataset: digits, tasks: permuted, count: 2, train_samples: 64, test_samples: 64}
                grid: {hidden: [[8], [1000000, 1000000], [16]]}
                """
            )
            let ending = try await sandbox.lethe("run", "sweep.yaml", "--out", "run", "--workers", "2")
            #expect(ending.code == 1, "\(ending)")
            #expect(ending.errors.contains("[machine.memory]"))
            #expect(ending.errors.contains("2 done, 0 diverged, 0 failed"))
            let status = try #require(try await sandbox.status())
            #expect(status.done == 2 && status.failed == 0 && status.open == 1 && !status.isFinished)
        }
    }
}
