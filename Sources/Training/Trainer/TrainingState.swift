internal import Experiments
internal import Kernels

/// A network in training with everything around it: what a strategy may see and change.
///
/// A value, whose copy is a snapshot.
struct TrainingState: Sendable {
    /// Where the training stands; random draws are keyed by it.
    struct Place: Sendable {
        /// The task being learned, by the stream's number.
        var task = 0
        /// 1 ... T in the order learned; 0 before the first task.
        var position = 0
        /// From 0, within the task.
        var epoch = 0
        /// From 0, within the epoch.
        var step = 0
    }

    /// Rows of a batch in evaluation; does not show in results.
    static let evaluationRows = 120

    /// The tasks.
    let stream: TaskStream
    /// How a task is learned.
    let training: Experiment.Training
    /// Draws everything random about the job.
    let seed: UInt64

    /// The network.
    var network: Network
    /// The optimiser with its state since the task began.
    var optimizer: any Optimizer
    /// The memory of forward and backward passes; its contents carry nothing from step to step.
    var workspace: Workspace
    /// The gradient of the step where it is materialised; carries nothing from step to step.
    var gradient: FloatVector

    /// Where the training stands.
    var place = Place()
    /// The tasks learned before the current one, in order.
    var learned: [Int] = []
    /// Optimiser steps since the job began.
    var stepsTaken = 0

    /// A fresh network, with working memory for batches of new examples.
    ///
    /// - Throws: where the optimiser is unknown.
    init(_ experiment: Experiment, on stream: TaskStream, backend: Backend) throws(LetheError) {
        self.stream = stream
        training = experiment.training
        seed = UInt64(bitPattern: Int64(experiment.seed))
        let architecture = Architecture(
            experiment.model,
            inputs: stream.inputCount,
            outputs: stream.head.outputCount
        )
        network = Network(architecture, backend: backend)
        network.initialize(experiment.model.initialization, key: DrawKey(seed: seed, purpose: .initialization))
        optimizer = try Optimizers.make(experiment.training)
        let rows = min(experiment.training.batchSize, stream.train.labels.count)
        workspace = Workspace(for: network, capacity: rows, use: .training)
        gradient = FloatVector(zeros: architecture.vectorCount)
    }

    /// Makes room for batches in which every new example is joined by stored ones.
    mutating func reserve(rowsPerExample: Int) {
        let rows = min(training.batchSize, stream.train.labels.count) * rowsPerExample
        if workspace.capacity != rows { workspace = Workspace(for: network, capacity: rows, use: .training) }
    }

    /// The kernels in use.
    var backend: Backend { network.backend }

    /// The step size at the current position: `learning_rate` times `learning_rate_decay` for every task before
    /// (Mirzadeh et al. 2020, Stable SGD).
    var learningRate: Float {
        (1..<max(place.position, 1)).reduce(training.learningRate) { rate, _ in rate * training.learningRateDecay }
    }

    /// The key of random draws at this place; never of anything but the job's seed and the place.
    func key(for purpose: DrawKey.Purpose) -> DrawKey {
        DrawKey(
            seed: seed,
            purpose: purpose,
            task: place.task,
            position: place.position,
            epoch: place.epoch,
            step: place.step
        )
    }

    /// The random numbers of a purpose at this place.
    func numbers(for purpose: DrawKey.Purpose) -> RandomNumbers {
        key(for: purpose).numbers()
    }
}

// The passes of a step.
extension TrainingState {
    /// Computes the logits of a batch as training does, units dropped.
    mutating func forward(_ batch: Batch) {
        let examples = Examples(stream.train.features, indices: batch.rows)
        network.forward(examples, in: &workspace, dropout: network.architecture.dropout > 0 ? key(for: .dropout) : nil)
    }

    /// Adds the mean cross-entropy over some rows of the batch (all by default), times a weight, and returns the sum
    /// over them without it.
    @discardableResult
    mutating func addCrossEntropy(of batch: Batch, rows: Range<Int>? = nil, weight: Float = 1) -> Double {
        let rows = rows ?? 0..<batch.count
        let first = batch.labels.startIndex
        let labels = batch.labels[first + rows.lowerBound..<first + rows.upperBound]
        return workspace.addCrossEntropy(
            labels: labels,
            rows: rows,
            active: stream.activeLogits(forLabels: labels),
            scale: weight / Float(rows.count)
        )
    }

    /// Takes an optimiser step along `gradient`, clipped.
    mutating func descend(rate: Float) {
        let backend = backend
        if training.clipNorm > 0 { backend.clip(&gradient, toNorm: training.clipNorm) }
        optimizer.step(gradient, rate: rate, parameters: &network.parameters, backend: backend)
    }
}
