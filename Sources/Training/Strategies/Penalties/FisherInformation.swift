internal import Experiments
internal import Kernels

/// The diagonal of the Fisher information matrix: how sharply the network's own predictions on a task depend on each
/// parameter.
///
/// F = mean over examples x of sum over classes c of p(c | x) * (d log p(c | x) / dw)^2, at the end of the task.
///
/// Implementations differ. This is the Fisher information itself: the expectation is over the network's predictions,
/// and is taken exactly, over all logits that are active in the task. It is neither the *empirical* Fisher (squares of
/// the gradient at the true label), nor a *sampled* one (a label drawn from p), nor the square of a gradient averaged
/// over a batch, which is no Fisher information at all. (The four are told apart by van de Ven 2025, "On the
/// Computation of the Fisher Information in Continual Learning".) No units are dropped.
struct FisherInformation: Sendable {
    /// How many of the task's training examples the mean is over, drawn without replacement; all if it has fewer.
    let samples: Int

    /// The setting of strategies that use it. Kirkpatrick et al. do not say how many examples they used.
    static let samples = VariantSchema.Parameter(
        "fisher_samples",
        .integer(1...1_000_000_000),
        default: .integer(500),
        "training examples of a task from which its Fisher information is computed"
    )

    /// The diagonal for the task that was just learned.
    func diagonal(_ state: inout TrainingState, _ pace: Pace) throws(CancellationError) -> FloatVector {
        let train = state.stream.tasks[state.place.task].train
        var numbers = state.numbers(for: .fisher)
        let rows = numbers.permutation(train.count).prefix(samples).map { Int32(train.lowerBound) + $0 }
        return try diagonal(ofRows: rows, &state, pace)
    }

    /// The diagonal for some rows of the training table, all of the current task.
    func diagonal(
        ofRows rows: [Int32],
        _ state: inout TrainingState,
        _ pace: Pace
    ) throws(CancellationError) -> FloatVector {
        let columns = state.stream.head.activeColumns(ofTask: state.place.task)
        var diagonal = state.network.architecture.zeros
        for start in stride(from: 0, to: rows.count, by: state.workspace.capacity) {
            let part = rows[start..<min(start + state.workspace.capacity, rows.count)]
            state.network.forward(Examples(state.stream.train.features, indices: part), in: &state.workspace)
            for column in columns {
                state.workspace.setLogLikelihood(of: column, among: columns)
                state.network.addSquaredGradients(in: &state.workspace, to: &diagonal)
                try pace.keep()
            }
        }
        let backend = state.backend
        backend.scale(&diagonal, by: 1 / Float(rows.count))
        return diagonal
    }

    /// Floating-point operations: a forward pass for each example, and a backward pass for each of its classes.
    func operations(of job: JobSize) -> Int {
        let backward = job.architecture.stepOperations - job.architecture.forwardOperations
        let perExample = sum(job.architecture.forwardOperations, product(job.activeLogits, backward))
        return product(min(samples, job.tasks.train), perExample)
    }
}

extension Workspace {
    /// Makes the loss -log p(column), each row's derivative times the root of p(column): its square then has the weight
    /// that the column has in an expectation over the network's predictions.
    fileprivate mutating func setLogLikelihood(of column: Int, among active: Range<Int>) {
        hasDelta = false
        let labels = Array(repeating: Int32(column), count: rows)
        addCrossEntropy(labels: labels[...], active: ActiveLogits(active), scale: 1)
        let last = deltas.count - 1
        for row in 0..<rows {
            // The derivative by the column's own logit is p - 1.
            let weight = (1 + deltas[last][row, column]).squareRoot()
            for other in active { deltas[last][row, other] *= weight }
        }
    }
}

extension DrawKey.Purpose {
    /// Which examples the Fisher information is computed from.
    static let fisher = DrawKey.Purpose(rawValue: 17)
}
