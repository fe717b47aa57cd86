internal import Experiments
internal import Scheduling
internal import Training

/// What the jobs of a sweep need, in the words by which hosts are told that they lack it.
enum JobNeeds {
    /// A program that reads jobs as this one writes them.
    static let program = "this version of lethe"

    /// The data of an experiment.
    static func data(_ experiment: Experiment) -> String { "the data set \(experiment.stream.dataset)" }

    /// Everything.
    static func all(of experiment: Experiment, on dataset: DatasetSummary) -> Needs {
        Needs(
            keys: [program, data(experiment)],
            memoryBytes: MemoryEstimate(experiment, on: dataset).total
        )
    }
}
