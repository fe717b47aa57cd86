internal import Experiments

/// A number of every job that the report analyses.
enum Measure: String, Hashable, Sendable, CaseIterable {
    case accuracy = "average_accuracy"
    case forgetting
    case backwardTransfer = "backward_transfer"
    case learningAccuracy = "learning_accuracy"
    case loss = "final_loss"
    case validationAccuracy = "validation_accuracy"
    case operations
    case strategyOperations = "strategy_operations"
    case strategyBytes = "strategy_bytes"
    case storedBytes = "stored_bytes"
    case cpuSeconds = "cpu_seconds"
    case secondsAlone = "cpu_seconds_alone"

    /// As titles and sentences call it.
    var words: String {
        switch self {
        case .accuracy: "average accuracy"
        case .forgetting: "forgetting"
        case .backwardTransfer: "backward transfer"
        case .learningAccuracy: "learning accuracy"
        case .loss: "final loss"
        case .validationAccuracy: "accuracy on held-out examples"
        case .operations: "operations"
        case .strategyOperations: "operations beyond naive"
        case .strategyBytes: "memory beyond naive"
        case .storedBytes: "stored examples"
        case .cpuSeconds: "CPU seconds"
        case .secondsAlone: "CPU seconds alone"
        }
    }

    /// The definition in one line, as it stands beside the number.
    var definition: String {
        switch self {
        case .accuracy: Metric.averageAccuracy.definition
        case .forgetting: Metric.forgetting.definition
        case .backwardTransfer: Metric.backwardTransfer.definition
        case .learningAccuracy: Metric.learningAccuracy.definition
        case .loss:
            "(1/T) sum over j of L[T][j]: mean test cross-entropy over all tasks at the end of the stream, in nats"
        case .operations: "floating-point operations of the job run alone, by formula, without probes"
        case .validationAccuracy: Metric.validationAccuracy.definition
        case .strategyOperations: "operations that the strategy adds to naive training, by formula"
        case .strategyBytes: "bytes of memory that the strategy adds to naive training, at the most, by formula"
        case .storedBytes: "bytes of the examples that the strategy stores, at the most, by formula"
        case .cpuSeconds: "CPU time of all attempts at the job"
        case .secondsAlone:
            "CPU time of all attempts at the job, times its operations run alone over the operations spent on it"
        }
    }

    /// Whether more of it is better.
    var isBetterHigh: Bool {
        switch self {
        case .accuracy, .backwardTransfer, .learningAccuracy, .validationAccuracy: true
        case .forgetting, .loss, .operations, .strategyOperations, .strategyBytes, .storedBytes, .cpuSeconds,
            .secondsAlone:
            false
        }
    }

    /// What a complete outcome says of it; nil where it is undefined or not a part of outcomes.
    func value(in outcome: Outcome) -> Double? {
        switch self {
        case .accuracy: outcome.value(of: .averageAccuracy)
        case .forgetting: outcome.value(of: .forgetting)
        case .backwardTransfer: outcome.value(of: .backwardTransfer)
        case .learningAccuracy: outcome.value(of: .learningAccuracy)
        case .loss: outcome.finalLoss
        case .validationAccuracy: outcome.value(of: .validationAccuracy)
        case .operations: Double(outcome.operations)
        case .strategyOperations: Double(outcome.strategyCost.operations)
        case .strategyBytes: Double(outcome.strategyCost.memoryBytes)
        case .storedBytes: Double(outcome.strategyCost.storedBytes)
        case .cpuSeconds, .secondsAlone: nil
        }
    }

    /// The value as figures print it.
    func text(_ value: Double) -> String {
        switch self {
        case .accuracy, .forgetting, .backwardTransfer, .learningAccuracy, .validationAccuracy:
            NumberText.fixed(value, 3)
        case .loss: value < 10 ? NumberText.fixed(value, 2) : NumberText.significant(value)
        case .operations, .strategyOperations: NumberText.operations(value)
        case .strategyBytes, .storedBytes: NumberText.bytes(value)
        case .cpuSeconds, .secondsAlone: NumberText.duration(value)
        }
    }
}

extension Outcome {
    fileprivate var finalLoss: Double? {
        guard divergence == nil, loss.isComplete, let last = loss.rows.last, !last.isEmpty else { return nil }
        return last.reduce(0, +) / Double(last.count)
    }
}
