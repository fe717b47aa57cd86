import Testing

extension EndToEnd {
    @Suite("Vast grids")
    struct VastGridTests {
        private let stream = "stream: {dataset: digits, tasks: permuted, train_samples: 50, test_samples: 20, count: "

        @Test("of 10^15 jobs are described, and refused with their size where they would be run")
        func jobs() async throws {
            let sandbox = try Sandbox(
                stream + """
                    5}
                    grid: {learning_rate: {from: 0.001, to: 1, points: 100000}, seed: {count: 100000},
                      dropout: {from: 0, to: 0.9, points: 100000}}
                    """
            )
            let description = try await sandbox.lethe("describe", "sweep.yaml")
            #expect(
                description.code == 0 && description.output.contains("1,000,000,000,000,000 jobs"),
                "\(description)"
            )
            let run = try await sandbox.lethe("run", "sweep.yaml")
            #expect(run.code == 1 && run.errors.contains("[run.too-many-jobs]"), "\(run)")
            #expect(run.errors.contains("1,000,000,000,000,000 jobs") && !sandbox.exists("runs"))
        }

        @Test("of costs beyond number are described by a sample")
        func costs() async throws {
            let sandbox = try Sandbox(
                stream + """
                    20}
                    training: {optimizer: adam}
                    grid: {ordering: all, batch_size: {from: 1, to: 3, points: 3}}
                    """
            )
            let description = try await sandbox.lethe("describe", "sweep.yaml")
            #expect(description.code == 0 && description.output.contains("7,298,706,024,529,920,000 jobs"))
            #expect(description.output.contains(" years of one core"), "\(description)")
            try sandbox.write(stream + "21}\ngrid: {ordering: all}", to: "more.yaml")
            let refused = try await sandbox.lethe("describe", "more.yaml")
            #expect(refused.errors.contains("21 tasks have about 5.1e+19 orderings"), "\(refused)")
        }

        @Test("of thousands of tasks are described, and refused where they would be run", arguments: [2_000, 4_096])
        func tasks(count: Int) async throws {
            let sandbox = try Sandbox(stream + "\(count)}\ngrid: {ordering: {sample: 2}}")
            let description = try await sandbox.lethe("describe", "sweep.yaml")
            #expect(description.code == 0 && description.output.contains(": 2 jobs"), "\(description)")
            let run = try await sandbox.lethe("run", "sweep.yaml")
            #expect(run.code == 1 && run.errors.contains("[run.too-many-tasks]"), "\(run)")
        }

        @Test("of every order of twelve tasks hear Ctrl-C while they look for what is done")
        func interrupted() async throws {
            let small = stream + "12}\nmodel: {hidden: []}\ngrid: "
            let sandbox = try Sandbox(small + "{ordering: {sample: 1}}")
            let arguments = ["run", "sweep.yaml", "--out", "run", "--workers", "1"]
            #expect(try await sandbox.start(arguments).end().code == 0)
            try sandbox.write(small + "{ordering: all}", to: "sweep.yaml")
            let second = try sandbox.start(arguments)
            // It walks over half a billion cells from here on.
            try await eventually("it has the run") {
                try sandbox.text(of: "run/coordinator.lock").contains("process=\(second.id)\n")
            }
            second.typeControlC()
            let ending = try await second.end()
            #expect(ending.code == 130, "\(ending)")
        }
    }
}
