internal import Benchmarks
internal import Experiments
internal import Kernels
internal import Training

/// Measures how fast this machine trains an experiment, on a small part of it.
struct SpeedTrial {
    let loaded: LoadedSweep
    let backend: Backend

    /// Examples of a task that are learned for the measurement.
    private static let trainSamples = 512
    private static let testSamples = 256
    /// Tasks that are learned for it: every one is tested after each.
    private static let tasks = 5

    /// Seconds of one core per floating-point operation.
    func secondsPerOperation(of experiment: Experiment) throws -> Double {
        let dataset = loaded.dataset(of: experiment)
        let part = Self.part(of: experiment, on: dataset.summary)
        let trainer = SequentialTrainer(stream: try TaskStream(part.stream, from: dataset), backend: backend)
        let operations = OperationCount(part, on: dataset.summary).total
        // The first run finds nothing in the caches.
        _ = try trainer.outcome(of: part)
        // In processor time: how busy the machine is at the moment says nothing of the hours to come.
        let seconds = try SteadyTime().median { try ProcessorTime.measure { _ = try trainer.outcome(of: part) } }
        return seconds / Double(operations)
    }

    private static func part(of experiment: Experiment, on dataset: DatasetSummary) -> Experiment {
        var part = experiment
        let groups = ClassGroups(experiment.stream, classCount: dataset.classCount)
        part.stream.count = min(experiment.stream.count, tasks)
        part.ordering = Ordering(naturalOf: part.stream.count)
        if groups.isSplit {
            let own = (0..<part.stream.count).map { groups[$0] }
            (part.stream.classOrder, part.stream.classesPerTask) = (own.flatMap(\.self), own.map(\.count))
        }
        let cap = { (limit: Int, own: Int) in own == 0 ? limit : min(own, limit) }
        part.stream.trainSamples = cap(trainSamples, experiment.stream.trainSamples)
        part.stream.testSamples = cap(testSamples, experiment.stream.testSamples)
        part.stream.validation = 0
        part.training.epochs = 1
        // A rate this small cannot diverge, and the time of a step does not depend on it.
        part.training.learningRate = 1e-4
        return part
    }
}
