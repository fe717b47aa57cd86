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
    /// At least this much is measured.
    private static let leastTime = Duration.milliseconds(40)

    /// Seconds per floating-point operation on one core.
    func secondsPerOperation(of experiment: Experiment) throws -> Double {
        let part = Self.part(of: experiment)
        let dataset = loaded.dataset(of: experiment)
        let trainer = SequentialTrainer(stream: try TaskStream(part.stream, from: dataset), backend: backend)
        let operations = OperationCount(part, on: dataset.summary).total
        let clock = ContinuousClock()
        _ = try trainer.outcome(of: part)
        let begin = clock.now
        var runs = 0
        while runs == 0 || clock.now - begin < Self.leastTime {
            _ = try trainer.outcome(of: part)
            runs += 1
        }
        return (clock.now - begin) / .seconds(1) / Double(runs) / Double(operations)
    }

    private static func part(of experiment: Experiment) -> Experiment {
        var part = experiment
        let cap = { (limit: Int, own: Int) in own == 0 ? limit : min(own, limit) }
        part.stream.trainSamples = cap(trainSamples, experiment.stream.trainSamples)
        part.stream.testSamples = cap(testSamples, experiment.stream.testSamples)
        part.training.epochs = 1
        // A rate this small cannot diverge, and the time of a step does not depend on it.
        part.training.learningRate = 1e-4
        return part
    }
}
