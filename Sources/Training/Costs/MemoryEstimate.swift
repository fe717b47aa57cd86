public import Experiments

/// The memory that a worker needs to run a job, by formula.
public struct MemoryEstimate: Hashable, Sendable {
    /// The decoded data set and the stream's tasks; shared by all jobs of a worker that use the same stream.
    public var data: Int
    /// Parameters, gradient, optimiser state and the activations of a batch.
    public var network: Int
    /// What the strategy adds.
    public var strategy: Int

    /// All of it, in bytes.
    public var total: Int { sum(data, network, strategy) }

    /// The memory of an experiment.
    ///
    /// - Precondition: the experiment can be run (see ``ExperimentRules``).
    public init(_ experiment: Experiment, on dataset: DatasetSummary) {
        let job = JobSize(experiment, on: dataset)
        let float = MemoryLayout<Float>.size
        let examples = sum(dataset.trainCount, dataset.testCount)
        let taskExamples = product(job.tasks.train + job.tasks.heldOut + job.tasks.test, job.taskCount)
        data = sum(
            product(examples, dataset.featureCount),
            product(taskExamples, dataset.featureCount, float)
        )
        // Weights, gradient and two moments.
        network = sum(
            product(4, job.architecture.vectorCount, float),
            job.passBytes,
            product(TrainingState.evaluationRows, job.units, float)
        )
        strategy = job.extraBytes(of: experiment.strategy)
    }
}
