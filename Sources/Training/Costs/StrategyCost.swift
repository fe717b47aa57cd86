public import Experiments

extension Outcome.StrategyCost {
    /// What an experiment's strategy costs beyond `naive`, by formula.
    ///
    /// - Precondition: the experiment can be run (see ``ExperimentRules``).
    public init(_ experiment: Experiment, on dataset: DatasetSummary) {
        let job = JobSize(experiment, on: dataset)
        let strategy = try? Strategies.make(experiment.strategy)
        let exampleBytes = product(job.architecture.inputs + 1, MemoryLayout<Float>.size)
        self.init(
            operations: OperationCount(experiment, on: dataset).strategy,
            memoryBytes: job.extraBytes(of: experiment.strategy),
            storedBytes: product(strategy?.storedExamples(of: job) ?? 0, exampleBytes)
        )
    }
}
