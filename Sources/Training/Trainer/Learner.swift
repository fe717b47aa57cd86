internal import Experiments
internal import Kernels

/// One job between two of its tasks: network, optimiser, strategy and what was measured so far.
///
/// A value, whose copy is a snapshot from which another ordering can go on.
struct Learner: Sendable {
    private(set) var state: TrainingState
    private(set) var strategy: any Strategy
    private(set) var record: Record
    private let size: JobSize
    /// Operations so far, by formula.
    private var operationsDone = 0
    private let initialParameters: FloatVector
    private let restingOptimizer: any Optimizer
    private var evaluationWorkspace: Workspace
    /// The order of rows in an epoch and their labels, in memory that is used again.
    private var order: [Int32] = []
    private var labels: [Int32] = []

    /// A network before its first task.
    ///
    /// - Throws: where strategy or optimiser are unknown.
    init(_ experiment: Experiment, on stream: TaskStream, backend: Backend) throws(LetheError) {
        strategy = try Strategies.make(experiment.strategy)
        state = try TrainingState(experiment, on: stream, backend: backend)
        state.reserve(rowsPerExample: strategy.rowsPerExample)
        size = JobSize(experiment, on: stream.dataset)
        record = Record(taskCount: stream.tasks.count)
        initialParameters = state.network.parameters
        restingOptimizer = state.optimizer
        evaluationWorkspace = Workspace(for: state.network, capacity: TrainingState.evaluationRows, use: .evaluation)
    }

    /// Whether a loss stopped being finite, so that nothing more can be learned.
    var hasDiverged: Bool { record.divergence != nil }

    /// Learns a task; a diverged learner stays as it is.
    ///
    /// - Parameter pace: told of every step; learning is given up where it throws.
    /// - Returns: the operations spent, by formula.
    @discardableResult
    mutating func learn(_ task: Int, pace: Pace) throws(CancellationError) -> Int {
        guard !hasDiverged else { return 0 }
        state.place = .init(task: task, position: state.learned.count + 1)
        state.optimizer = restingOptimizer
        let rows = takeUp(strategy.curriculum)
        strategy.taskBegins(&state)
        let steps = rows.reduce(0) { $0 + $1.count } / state.training.batchSize * state.training.epochs
        begin(sum(size.trainingOperationsPerTask, extraOperations(atPosition: state.place.position)), steps, pace)
        for epoch in 0..<state.training.epochs where !hasDiverged {
            state.place.epoch = epoch
            state.place.step = 0
            shuffle(rows)
            try learnEpoch(pace: pace)
        }
        state.learned.append(task)
        state.place.epoch = state.training.epochs
        state.place.step = 0
        try endTask(pace)
        return note(sum(size.trainingOperationsPerTask, extraOperations(atPosition: state.place.position)))
    }

    private func extraOperations(atPosition position: Int) -> Int {
        strategy.extraOperations(atPosition: position, of: size)
    }

    private mutating func note(_ operations: Int) -> Int {
        operationsDone = sum(operationsDone, operations)
        return operations
    }

    /// Goes on with another strategy than the `naive` by which the first task was learned, as if it had been there.
    ///
    /// - Returns: the operations spent, by formula.
    mutating func adopt(_ strategy: any Strategy, pace: Pace) throws(CancellationError) -> Int {
        guard !hasDiverged else { return 0 }
        self.strategy = strategy
        state.reserve(rowsPerExample: strategy.rowsPerExample)
        let operations = extraOperations(atPosition: state.place.position)
        begin(operations, 1, pace)
        try endTask(pace)
        return note(operations)
    }

    /// Nothing is prepared for the time after the last task.
    private mutating func endTask(_ pace: Pace) throws(CancellationError) {
        if !hasDiverged && state.learned.count < size.taskCount { try strategy.taskEnds(&state, pace) }
    }

    /// The rows to learn from; the network becomes a fresh one where the curriculum asks for that.
    private mutating func takeUp(_ curriculum: Curriculum) -> [Range<Int>] {
        let task = state.place.task
        switch curriculum {
        case .task:
            return [state.stream.tasks[task].train]
        case .allTasks(let fromScratch):
            if fromScratch { state.network.parameters = initialParameters }
            return (state.learned + [task]).map { state.stream.tasks[$0].train }
        }
    }

    /// A fresh order of the rows, drawn by seed, task, position and epoch alone.
    private mutating func shuffle(_ rows: [Range<Int>]) {
        order.removeAll(keepingCapacity: true)
        for range in rows { order.append(contentsOf: Int32(range.lowerBound)..<Int32(range.upperBound)) }
        var numbers = state.numbers(for: .shuffle)
        numbers.shuffle(&order)
        labels.removeAll(keepingCapacity: true)
        for row in order { labels.append(state.stream.train.labels[Int(row)]) }
    }

    private mutating func learnEpoch(pace: Pace) throws(CancellationError) {
        let batchSize = state.training.batchSize
        // Steps get smaller for the sake of what was learned: a fresh network has learned nothing.
        let rate = strategy.curriculum.isFromScratch ? state.training.learningRate : state.learningRate
        let needsGradient = strategy.needsGradient(atPosition: state.place.position) || state.training.clipNorm > 0
        let fused = needsGradient ? nil : state.optimizer.fusedDescent(rate: rate)
        for start in stride(from: 0, to: order.count, by: batchSize) {
            let part = start..<min(start + batchSize, order.count)
            let batch = Batch(rows: order[part], labels: labels[part])
            guard step(batch, rate: rate, fused: fused) else {
                record.divergence = .init(position: state.place.position, step: state.stepsTaken)
                return
            }
            state.place.step += 1
            try pace.keep()
        }
    }

    /// One optimiser step; false where the loss is not finite, and then nothing is changed.
    private mutating func step(_ new: Batch, rate: Float, fused: Descent?) -> Bool {
        var batch = new
        strategy.extend(&batch, state)
        state.forward(batch)
        let loss = strategy.addLosses(of: batch, &state)
        state.stepsTaken += 1
        guard loss.isFinite else { return false }
        if let fused {
            state.network.descend(fused, in: &state.workspace)
        } else {
            state.network.gradient(in: &state.workspace, into: &state.gradient)
            strategy.adjustGradient(&state)
            state.descend(rate: rate)
        }
        strategy.stepEnds(batch, &state)
        return true
    }

    /// Tests the network on all tasks and records the row; a loss that is not finite is a divergence at the last step.
    /// At the end of the stream it is evaluated on the examples that were held out, too.
    ///
    /// - Returns: the operations spent, by formula.
    @discardableResult
    mutating func evaluate(pace: Pace) throws(CancellationError) -> Int {
        guard !hasDiverged else { return 0 }
        let stream = state.stream
        let operations = size.evaluationOperations(after: state.learned.count)
        begin(operations, stream.test.labels.count / TrainingState.evaluationRows, pace)
        var tests: [TaskTest] = []
        for task in stream.tasks { tests.append(try test(task.test, of: stream.test, among: task.active, pace)) }
        record.append(tests, after: state.learned, step: state.stepsTaken)
        if !hasDiverged && state.learned.count == size.taskCount && stream.holdsOut {
            var accuracies: [Double] = []
            for task in stream.tasks {
                accuracies.append(try test(task.heldOut, of: stream.heldOut, among: task.active, pace).accuracy)
            }
            record.append(validation: accuracies)
        }
        return note(operations)
    }

    /// A part of the work begins that takes so many operations, in about so many units.
    private func begin(_ operations: Int, _ units: Int, _ pace: Pace) {
        pace.begin(.init(operationsBefore: operationsDone, operations: operations, units: units))
    }

    private mutating func test(
        _ rows: Range<Int>,
        of table: TaskStream.ExampleTable,
        among active: ActiveLogits,
        _ pace: Pace
    ) throws(CancellationError) -> TaskTest {
        var predicted = [Int32](repeating: 0, count: rows.count)
        let labels = table.labels[rows]
        let evaluation = try state.network.evaluate(
            Examples(table.features, rows: rows),
            labels: labels,
            active: active,
            in: &evaluationWorkspace,
            predicted: &predicted,
            afterBatch: pace.keep
        )
        return TaskTest(evaluation, isRight: zip(predicted, labels).map { $0 == $1 })
    }
}
