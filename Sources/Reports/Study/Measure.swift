internal import Experiments

/// A number of every job that the report analyses.
enum Measure: String, Hashable, Sendable, CaseIterable {
    case accuracy = "average_accuracy"
    case forgetting
    case backwardTransfer = "backward_transfer"
    case learningAccuracy = "learning_accuracy"
    case loss = "final_loss"
    case operations
    case cpuSeconds = "cpu_seconds"

    /// As titles and sentences call it.
    var words: String {
        switch self {
        case .accuracy: "average accuracy"
        case .forgetting: "forgetting"
        case .backwardTransfer: "backward transfer"
        case .learningAccuracy: "learning accuracy"
        case .loss: "final loss"
        case .operations: "operations"
        case .cpuSeconds: "CPU seconds"
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
        case .cpuSeconds: "CPU time of all attempts at the job"
        }
    }

    /// Whether more of it is better.
    var isBetterHigh: Bool {
        switch self {
        case .accuracy, .backwardTransfer, .learningAccuracy: true
        case .forgetting, .loss, .operations, .cpuSeconds: false
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
        case .operations: Double(outcome.operations)
        case .cpuSeconds: nil
        }
    }

    /// The value as figures print it.
    func text(_ value: Double) -> String {
        switch self {
        case .accuracy, .forgetting, .backwardTransfer, .learningAccuracy: NumberText.fixed(value, 3)
        case .loss: value < 10 ? NumberText.fixed(value, 2) : NumberText.significant(value)
        case .operations: NumberText.operations(value)
        case .cpuSeconds: NumberText.duration(value)
        }
    }
}

extension Outcome {
    fileprivate var finalLoss: Double? {
        guard divergence == nil, loss.isComplete, let last = loss.rows.last, !last.isEmpty else { return nil }
        return last.reduce(0, +) / Double(last.count)
    }
}
