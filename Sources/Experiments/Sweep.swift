public import Hashing

/// A named grid of experiments and the data sets it needs.
public struct Sweep: Sendable {
    /// What the file calls it; the default name of its run directory.
    public var name: String
    /// Its jobs.
    public var grid: Grid
    /// Every data set of the grid, by digest.
    public var datasets: [Digest: DatasetSummary]

    /// A sweep over the grid, with a summary for every data set in it.
    public init(name: String, grid: Grid, datasets: [DatasetSummary]) {
        self.name = name
        self.grid = grid
        self.datasets = Dictionary(datasets.map { ($0.digest, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The data set of an experiment of the grid.
    public func dataset(of experiment: Experiment) -> DatasetSummary {
        guard let summary = datasets[experiment.stream.dataset] else {
            preconditionFailure("a sweep names every data set of its grid")
        }
        return summary
    }
}
