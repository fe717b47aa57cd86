public import Experiments
public import Kernels

/// Trains one network on task after task and measures after each how well it does on all.
///
/// Pure: an outcome is a function of the experiment and the data.
public struct SequentialTrainer: Sendable {
    /// The tasks.
    public let stream: TaskStream
    /// The kernels; they never show in an outcome.
    public let backend: Backend

    /// A trainer on the tasks of a stream.
    public init(stream: TaskStream, backend: Backend = .best) {
        self.stream = stream
        self.backend = backend
    }

    /// Runs an experiment.
    ///
    /// - Parameter isWanted: asked at every step whether to go on.
    /// - Throws: `LetheError` where the experiment makes no sense on the stream, `CancellationError` where it is no
    ///   longer wanted.
    public func outcome(
        of experiment: Experiment,
        isWanted: @escaping () -> Bool = { true }
    ) throws -> Outcome {
        if let error = ExperimentRules.errors(in: experiment, on: stream.dataset).first { throw error }
        precondition(experiment.stream == stream.settings, "the experiment is of another stream")
        var learner = try Learner(experiment, on: stream, backend: backend)
        let pace = Pace(isWanted)
        try learner.evaluate(pace: pace)
        for task in experiment.ordering.tasks {
            try learner.learn(task, pace: pace)
            try learner.evaluate(pace: pace)
        }
        return learner.record.outcome(of: experiment, on: stream.dataset)
    }
}
