internal import DataSets
internal import Experiments
internal import Hashing
internal import Training

/// Data and tasks that one job leaves for the next: most jobs of a sweep learn the same tasks.
struct StreamCache {
    private let store: DataStore
    private var dataset: Dataset?
    private var stream: TaskStream?

    init(store: DataStore) {
        self.store = store
    }

    /// The tasks of an experiment, made anew only where the last job's were others.
    mutating func stream(for experiment: Experiment) throws(LetheError) -> TaskStream {
        if let stream, stream.settings == experiment.stream { return stream }
        guard let dataset = try dataset(of: experiment) else { throw missing(experiment.stream.dataset) }
        let stream = try TaskStream(experiment.stream, from: dataset)
        self.stream = stream
        return stream
    }

    /// The data of an experiment, read anew only where the last job's were others; nil where it is not there.
    mutating func dataset(of experiment: Experiment) throws(LetheError) -> Dataset? {
        let digest = experiment.stream.dataset
        if let dataset, dataset.summary.digest == digest { return dataset }
        guard let dataset = try store.load(digest) else { return nil }
        self.dataset = dataset
        return dataset
    }

    /// Says that data is not there.
    func missing(_ digest: Digest) -> LetheError {
        LetheError(
            "data.not-found",
            "the data set \(digest) is not in `\(store.directory)`",
            hint: "name the directory that holds it with --data"
        )
    }
}
