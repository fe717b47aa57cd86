internal import DataSets
internal import Experiments
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
        let digest = experiment.stream.dataset
        if dataset?.summary.digest != digest { dataset = try store.load(digest) }
        guard let dataset else {
            throw LetheError(
                "data.not-found",
                "the data set \(digest) is not in `\(store.directory)`",
                hint: "name the directory that holds it with --data"
            )
        }
        let stream = try TaskStream(experiment.stream, from: dataset)
        self.stream = stream
        return stream
    }
}
