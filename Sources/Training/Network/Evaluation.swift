public import Kernels

/// How a network does on some examples.
public struct Evaluation: Sendable, Hashable {
    /// The number of examples.
    public var count = 0
    /// How many were classified correctly.
    public var correct = 0
    /// The sum of the examples' cross-entropies, in double, in ascending order.
    public var lossSum = 0.0

    /// The share classified correctly.
    public var accuracy: Double { Double(correct) / Double(count) }
    /// The mean cross-entropy.
    public var loss: Double { lossSum / Double(count) }
}

extension Network {
    /// Classifies examples among the active logits, in batches of the workspace's capacity (which does not show).
    ///
    /// - Parameters:
    ///   - labels: the logit that is right, for each of `examples`.
    ///   - predicted: receives the predicted logit of each example.
    ///   - afterBatch: called after each batch; the evaluation is given up where it throws.
    public func evaluate<Reason: Error>(
        _ examples: Examples,
        labels: ArraySlice<Int32>,
        active: ActiveLogits,
        in workspace: inout Workspace,
        predicted: inout [Int32],
        afterBatch: () throws(Reason) -> Void
    ) throws(Reason) -> Evaluation {
        precondition(labels.count == examples.count, "as many labels as examples")
        precondition(predicted.count == examples.count, "as many predictions as examples")
        var evaluation = Evaluation()
        var batch: [Int32] = Array(repeating: 0, count: workspace.capacity)
        for start in stride(from: 0, to: examples.count, by: workspace.capacity) {
            let part = start..<min(start + workspace.capacity, examples.count)
            let expected = labels[labels.startIndex + start..<labels.startIndex + part.upperBound]
            forward(examples[part], in: &workspace)
            backend.crossEntropy(logits: workspace.logits, labels: expected, active: active, losses: &workspace.losses)
            backend.predict(logits: workspace.logits, active: active, predicted: &batch)
            for (place, label) in expected.enumerated() {
                predicted[start + place] = batch[place]
                evaluation.correct += batch[place] == label ? 1 : 0
                evaluation.lossSum += Double(workspace.losses[place])
            }
            evaluation.count += part.count
            try afterBatch()
        }
        return evaluation
    }

    /// Classifies examples among the active logits.
    public func evaluate(
        _ examples: Examples,
        labels: ArraySlice<Int32>,
        active: ActiveLogits,
        in workspace: inout Workspace
    ) -> Evaluation {
        var predicted: [Int32] = Array(repeating: 0, count: examples.count)
        return evaluate(examples, labels: labels, active: active, in: &workspace, predicted: &predicted) {}
    }
}
