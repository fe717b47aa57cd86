internal import Experiments
internal import WireProto

extension TaskMatrix {
    /// - Parameter range: of every number.
    init(
        checking values: [Double],
        _ what: String,
        in range: ClosedRange<Double>,
        taskCount: Int
    ) throws(WireError) {
        try check(
            values.count % taskCount == 0 && values.count / taskCount <= taskCount + 1,
            "a matrix of \(what) for \(taskCount) tasks has \(values.count) numbers"
        )
        for value in values { _ = try value.checked("a number of \(what)", in: range) }
        let rows = stride(from: 0, to: values.count, by: taskCount).map {
            Array(values[$0..<$0 + taskCount])
        }
        self.init(taskCount: taskCount, rows: rows)
    }
}

extension Outcome {
    private static let finite = -Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude

    init(checking proto: ProtoOutcome) throws(WireError) {
        let tasks = Int(proto.taskCount)
        try check((1...Wire.maximumTasks).contains(tasks), "an outcome has \(tasks) tasks")
        let accuracy = try TaskMatrix(
            checking: proto.accuracies,
            "accuracies",
            in: 0...1,
            taskCount: tasks
        )
        let loss = try TaskMatrix(checking: proto.losses, "losses", in: Self.finite, taskCount: tasks)
        try check(accuracy.rows.count == loss.rows.count, "the matrices of an outcome differ in shape")
        try check(
            accuracy.isComplete || proto.hasDivergence,
            "the outcome of a job that did not diverge lacks rows"
        )
        self.init(
            accuracy: accuracy,
            loss: loss,
            validation: try Self.validation(checking: proto.validation, taskCount: tasks),
            negativeFlips: proto.hasNegativeFlips
                ? try NegativeFlips(checking: proto.negativeFlips) : nil,
            divergence: proto.hasDivergence
                ? try Divergence(checking: proto.divergence, taskCount: tasks) : nil,
            operations: try proto.operations.asCount("a number of operations"),
            strategyCost: StrategyCost(
                operations: try proto.strategyOperations.asCount("a number of operations"),
                memoryBytes: try proto.strategyBytes.asCount("a number of bytes"),
                storedBytes: try proto.storedBytes.asCount("a number of bytes")
            ),
            probeOperations: try proto.probeOperations.asCount("a number of operations")
        )
    }

    private static func validation(checking values: [Double], taskCount: Int) throws(WireError) -> [Double]? {
        guard !values.isEmpty else { return nil }
        try check(
            values.count == taskCount,
            "an outcome of \(taskCount) tasks has \(values.count) accuracies on held-out examples"
        )
        for value in values { _ = try value.checked("an accuracy on held-out examples", in: 0...1) }
        return values
    }

    var proto: ProtoOutcome {
        var proto = ProtoOutcome()
        proto.taskCount = UInt32(clamping: accuracy.taskCount)
        proto.accuracies = accuracy.rows.flatMap(\.self)
        proto.losses = loss.rows.flatMap(\.self)
        proto.validation = validation ?? []
        if let negativeFlips {
            proto.negativeFlips.count = UInt64(clamping: negativeFlips.count)
            proto.negativeFlips.total = UInt64(clamping: negativeFlips.total)
        }
        if let divergence {
            proto.divergence.position = UInt64(clamping: divergence.position)
            proto.divergence.step = UInt64(clamping: divergence.step)
        }
        proto.operations = UInt64(clamping: operations)
        proto.probeOperations = UInt64(clamping: probeOperations)
        proto.strategyOperations = UInt64(clamping: strategyCost.operations)
        proto.strategyBytes = UInt64(clamping: strategyCost.memoryBytes)
        proto.storedBytes = UInt64(clamping: strategyCost.storedBytes)
        return proto
    }
}

extension Outcome.NegativeFlips {
    init(checking proto: ProtoFlips) throws(WireError) {
        self.init(count: try proto.count.asCount("a count"), total: try proto.total.asCount("a count"))
        try check(total > 0 && count <= total, "an outcome has \(count) negative flips of \(total)")
    }
}

extension Outcome.Divergence {
    init(checking proto: ProtoDivergence, taskCount: Int) throws(WireError) {
        self.init(
            position: try proto.position.asCount("a position"),
            step: try proto.step.asCount("a step")
        )
        try check(
            (1...taskCount).contains(position) && step >= 1,
            "an outcome diverged at no step of its stream"
        )
    }
}
