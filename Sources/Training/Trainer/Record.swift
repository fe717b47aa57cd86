internal import Experiments

/// How the network does on the test or held-out examples of one task.
struct TaskTest: Sendable {
    /// The share that is classified correctly.
    let accuracy: Double
    /// The mean cross-entropy.
    let loss: Double
    /// Which examples are classified correctly.
    let isRight: [Bool]

    init(_ evaluation: Evaluation, isRight: [Bool]) {
        accuracy = evaluation.accuracy
        loss = evaluation.loss
        self.isRight = isRight
    }
}

/// What was measured of a job so far, by the stream's numbers of the tasks, so that it serves every ordering that
/// begins alike.
struct Record: Sendable {
    /// Set once a loss stopped being finite.
    var divergence: Outcome.Divergence?
    private let taskCount: Int
    private var accuracy: [[Double]] = []
    private var loss: [[Double]] = []
    /// For each learned task, which test examples were right at its end.
    private var rightAtEnd: [Int: [Bool]] = [:]
    private var flips: Outcome.NegativeFlips?
    /// For each task, the accuracy on its held-out examples at the end of the stream.
    private var validation: [Double]?

    init(taskCount: Int) {
        self.taskCount = taskCount
    }

    /// Adds the tests of all tasks after the learned ones.
    mutating func append(_ tests: [TaskTest], after learned: [Int], step: Int) {
        guard tests.allSatisfy({ $0.loss.isFinite }) else {
            divergence = .init(position: max(learned.count, 1), step: max(step, 1))
            return
        }
        accuracy.append(tests.map(\.accuracy))
        loss.append(tests.map(\.loss))
        if let task = learned.last { rightAtEnd[task] = tests[task].isRight }
        if learned.count == taskCount && taskCount > 1 { countFlips(tests, learned) }
    }

    /// Adds the accuracies on the held-out examples of all tasks at the end of the stream.
    mutating func append(validation accuracies: [Double]) { validation = accuracies }

    private mutating func countFlips(_ tests: [TaskTest], _ learned: [Int]) {
        var flips = Outcome.NegativeFlips(count: 0, total: 0)
        for task in learned.dropLast() {
            let (before, now) = (rightAtEnd[task] ?? [], tests[task].isRight)
            flips.count += zip(before, now).reduce(0) { $0 + ($1.0 && !$1.1 ? 1 : 0) }
            flips.total += now.count
        }
        self.flips = flips
    }

    /// The outcome of one of the jobs that the record serves.
    func outcome(of experiment: Experiment, on dataset: DatasetSummary) -> Outcome {
        let inOrder = { (row: [Double]) in experiment.ordering.tasks.map { row[$0] } }
        return Outcome(
            accuracy: TaskMatrix(taskCount: taskCount, rows: accuracy.map(inOrder)),
            loss: TaskMatrix(taskCount: taskCount, rows: loss.map(inOrder)),
            validation: validation.map(inOrder),
            negativeFlips: flips,
            divergence: divergence,
            operations: OperationCount(experiment, on: dataset).total,
            strategyCost: Outcome.StrategyCost(experiment, on: dataset)
        )
    }
}
