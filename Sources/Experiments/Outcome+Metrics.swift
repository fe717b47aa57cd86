extension Outcome {
    /// The value of a metric, or nil where it is undefined: T = 1, a diverged job, no reference.
    ///
    /// - Parameter joint: the outcome of the `joint` job of the same cell, for `intransigence`.
    public func value(of metric: Metric, joint: Outcome? = nil) -> Double? {
        guard divergence == nil, accuracy.isComplete else { return nil }
        return switch metric {
        case .averageAccuracy: accuracy.averageAccuracy
        case .backwardTransfer: accuracy.backwardTransfer
        case .forwardTransfer: accuracy.forwardTransfer
        case .forgetting: accuracy.forgetting
        case .forgettingNonnegative: accuracy.forgettingNonnegative
        case .learningAccuracy: accuracy.learningAccuracy
        case .intransigence: intransigence(joint: joint)
        case .anytimeAccuracy: accuracy.anytimeAccuracy
        case .minAccuracy: accuracy.minAccuracy
        case .worstCaseAccuracy: accuracy.worstCaseAccuracy
        case .diazAccuracy: accuracy.diazAccuracy
        case .diazBackwardTransfer: accuracy.diazBackwardTransfer
        case .remembering: accuracy.remembering
        case .negativeFlipRate: negativeFlips.flatMap { $0.total > 0 ? Double($0.count) / Double($0.total) : nil }
        case .validationAccuracy: validation.map { $0.reduce(0, +) / Double($0.count) }
        }
    }

    private func intransigence(joint: Outcome?) -> Double? {
        guard let joint, joint.divergence == nil, joint.accuracy.isComplete,
            joint.accuracy.taskCount == accuracy.taskCount
        else { return nil }
        return joint.accuracy.learningAccuracy - accuracy.learningAccuracy
    }
}
