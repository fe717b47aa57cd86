import Experiments
import Foundation
import Ledger
import Reports

/// Studies like those that people run, and some that they would rather not.
enum FakeStudies {
    static let rates = axis("learning_rate", [0.01, 0.03, 0.1, 0.3].map { .number($0) })
    static let widths = axis("hidden", [16, 32, 64, 128].map { .widths([$0]) })

    static func orderings(_ count: Int, of tasks: Int) -> Axis {
        let number = Ordering.number(of: tasks) ?? 1
        return axis("ordering", (0..<count).map { .ordering(Ordering(rank: $0 * 37 % number, of: tasks)) })
    }

    static func seeds(_ count: Int) -> Axis { axis("seed", (0..<count).map { .integer($0) }) }

    /// 4 learning rates by 4 widths by 6 orderings.
    static func quickstart() throws -> Study {
        let text = """
            name: quickstart
            stream: {dataset: digits, tasks: permuted, count: 5}
            training: {batch_size: 16, epochs: 5}
            grid:
              learning_rate: [0.01, 0.03, 0.1, 0.3]
              hidden: [[16], [32], [64], [128]]
              ordering: {sample: 6}
            """
        return try study(axes: [rates, widths, orderings(6, of: 5)], text: text) { cell, experiment in
            JobResult(status: .done, outcome: outcome(of: experiment, cell))
        }
    }

    /// A plausible outcome: small rates learn too little, large ones and narrow networks forget.
    static func outcome(of experiment: Experiment, _ cell: Int, protection: Double = 1) -> Outcome {
        let rate = Double(experiment.training.learningRate)
        let width = Double(experiment.model.hidden.first ?? 64)
        let order = experiment.ordering.tasks.enumerated().reduce(0) { $0 + $1.offset * $1.element }
        let learned = 0.975 - 0.55 * exp(-rate * 55) - 0.9 / width - 0.02 * exp(-rate * 2)
        let fade = (0.03 + 0.42 * pow(rate, 0.7) * pow(32 / width, 0.35) + 0.0016 * Double(order - 20)) * protection
        let operations = Int(width * 3_100_000)
        return fadingOutcome(
            taskCount: experiment.stream.count,
            learned: learned,
            fade: min(0.9, max(0.005, fade)),
            seed: UInt64(cell),
            operations: operations
        )
    }

    /// As `quickstart`, where the highest of five rates diverges, some jobs failed and one is open.
    static func troubled() throws -> Study {
        let rates = axis("learning_rate", [0.01, 0.03, 0.1, 0.3, 3].map { .number($0) })
        return try study("troubled", axes: [rates, widths, orderings(6, of: 5)]) { cell, experiment in
            if experiment.training.learningRate > 1 { return diverged(cell, taskCount: 5) }
            if cell == 17 { return nil }
            if cell == 5 {
                return JobResult(
                    status: .failed,
                    failure: Failure(
                        reason: "its worker was killed three times while running it",
                        signal: 9,
                        logLines: ["loading digits", "training task 2", "<script>alert(1)</script>"]
                    )
                )
            }
            return JobResult(status: .done, outcome: outcome(of: experiment, cell))
        }
    }

    static func diverged(_ cell: Int, taskCount: Int) -> JobResult {
        let chance = [Double](repeating: 0.1, count: taskCount)
        let matrix = TaskMatrix(taskCount: taskCount, rows: [chance])
        return JobResult(
            status: .diverged,
            outcome: Outcome(
                accuracy: matrix,
                loss: matrix,
                divergence: .init(position: 1, step: 17 + cell),
                operations: 1_000_000
            )
        )
    }

    static func allDiverged() throws -> Study {
        try study("all-diverged", axes: [rates, widths]) { cell, _ in diverged(cell, taskCount: 5) }
    }

    static func allFailed() throws -> Study {
        try study("all-failed", axes: [rates, widths]) { _, _ in
            JobResult(status: .failed, failure: Failure(reason: "the data set is gone", exitCode: 1))
        }
    }

    static func nothingYet() throws -> Study {
        try study("nothing-yet", axes: [rates, widths]) { _, _ in nil }
    }

    static func oneJob() throws -> Study {
        try study("one-job", axes: []) { cell, experiment in
            JobResult(status: .done, outcome: outcome(of: experiment, cell))
        }
    }

    static func singleTask() throws -> Study {
        try study("single-task", axes: [rates, widths], taskCount: 1) { cell, experiment in
            JobResult(status: .done, outcome: outcome(of: experiment, cell))
        }
    }

    /// All 720 orderings of six tasks at one setting.
    static func manyOrderings() throws -> Study {
        guard let axis = Axis(allOrderingsOf: 6) else { throw LetheError("test.axis", "too many orderings") }
        return try study("many-orderings", axes: [axis], taskCount: 6) { cell, experiment in
            JobResult(status: .done, outcome: outcome(of: experiment, cell))
        }
    }

    static func twentyTasks() throws -> Study {
        try study("twenty-tasks", axes: [rates, seeds(3)], taskCount: 20) { cell, experiment in
            JobResult(status: .done, outcome: outcome(of: experiment, cell, protection: 0.4))
        }
    }

    /// Five strategies by two rates by five seeds.
    static func strategies() throws -> Study {
        let variants: [(Variant, protection: Double, cost: Double)] = [
            (Variant("naive"), 1, 1), (Variant("joint"), 0.04, 3.0),
            (Variant("replay", [.init("buffer", .integer(1000))]), 0.25, 1.95),
            (Variant("ewc", [.init("lambda", .number(100))]), 0.62, 1.1), (Variant("der++"), 0.2, 2.1),
        ]
        let strategies = axis("strategy", variants.map { .variant($0.0) })
        let rates = axis("learning_rate", [0.03, 0.1, 0.2].map { .number($0) })
        return try study("strategies", axes: [strategies, rates, widths, seeds(5)]) { cell, experiment in
            let variant = variants.first { $0.0 == experiment.strategy } ?? variants[0]
            var outcome = outcome(of: experiment, cell, protection: variant.protection)
            outcome.operations = Int(Double(outcome.operations) * variant.cost)
            return JobResult(status: .done, outcome: outcome)
        }
    }

    static func noLearningRate() throws -> Study {
        let activations = axis("activation", ["relu", "tanh", "gelu"].map { .text($0) })
        return try study("no-learning-rate", axes: [activations, seeds(5)]) { cell, experiment in
            JobResult(status: .done, outcome: outcome(of: experiment, cell * 3))
        }
    }

    /// Text that tries to be markup, everywhere text can come from outside.
    static func hostile() throws -> Study {
        let name = #""><script>alert('name')</script>"#
        let strategies = axis(
            "strategy",
            [.variant(Variant("<img src=x onerror=alert(2)>")), .variant(Variant("naive"))]
        )
        return try study(name, axes: [strategies, rates], text: "</pre><script>alert(3)</script>") { cell, experiment in
            if cell == 0 {
                return JobResult(
                    status: .failed,
                    failure: Failure(reason: "</td><script>alert(4)</script>", logLines: ["</pre><b onclick='x'>&amp;"])
                )
            }
            return JobResult(status: .done, outcome: outcome(of: experiment, cell))
        }
    }

    static func named(_ name: String) throws -> Study {
        guard let study = all.first(where: { $0.name == name }) else {
            throw LetheError("test.study", "no study \(name)")
        }
        return try study.make()
    }

    static let all: [(name: String, make: @Sendable () throws -> Study)] = [
        ("quickstart", quickstart), ("troubled", troubled), ("all-diverged", allDiverged), ("all-failed", allFailed),
        ("nothing-yet", nothingYet), ("one-job", oneJob), ("single-task", singleTask),
        ("many-orderings", manyOrderings),
        ("twenty-tasks", twentyTasks), ("strategies", strategies), ("no-learning-rate", noLearningRate),
        ("hostile", hostile),
    ]
}
