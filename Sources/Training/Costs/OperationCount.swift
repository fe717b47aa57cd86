public import Experiments

/// The floating-point operations of a job run alone, by formula.
///
/// A fused multiply-add counts 2. With W the weights of the network and W1 those of its first layer, a forward pass of
/// an example costs 2 W, its weight gradient 2 W and its input gradient 2 (W - W1), since nothing asks for the gradient
/// of the data. Biases, activations, losses and optimiser steps are not counted. The job is tested on all tasks before
/// the first and after each task, and at the end on their held-out examples.
public struct OperationCount: Hashable, Sendable {
    /// Learning the tasks as `naive` does.
    public var training: Int
    /// Tests, and the evaluation on held-out examples.
    public var evaluation: Int
    /// What the strategy adds.
    public var strategy: Int

    /// All of them: `operations` in tables.
    public var total: Int { sum(training, evaluation, strategy) }

    /// The operations of an experiment, without probes.
    ///
    /// - Precondition: the experiment can be run (see ``ExperimentRules``).
    public init(_ experiment: Experiment, on dataset: DatasetSummary) {
        let job = JobSize(experiment, on: dataset)
        training = product(job.trainingOperationsPerTask, job.taskCount)
        evaluation = (0...job.taskCount).reduce(0) { sum($0, job.evaluationOperations(after: $1)) }
        strategy = (1...job.taskCount).reduce(0) {
            sum($0, job.extraOperations(of: experiment.strategy, atPosition: $1))
        }
    }
}
