import Experiments
import Hashing
import Kernels
import Training

/// Small data made up for tests: a random image per class, and noisy copies of it.
enum TinyData {
    /// `classes` classes of `height` x `width` images, labels in turn.
    static func images(
        classes: Int = 4,
        height: Int = 5,
        width: Int = 4,
        train: Int = 44,
        test: Int = 21,
        noise: Int = 90
    ) -> Dataset {
        var numbers = DrawKey(seed: 99, purpose: .init(rawValue: 200)).numbers()
        let size = height * width
        let centres = (0..<classes * size).map { _ in numbers.integer(below: 256 - noise) }
        func part(_ count: Int) -> Dataset.Part {
            var pixels: [UInt8] = []
            for example in 0..<count {
                let centre = example % classes * size
                for pixel in 0..<size { pixels.append(UInt8(centres[centre + pixel] + numbers.integer(below: noise))) }
            }
            return Dataset.Part(features: .bytes(pixels), labels: (0..<count).map { Int32($0 % classes) })
        }
        let summary = DatasetSummary(
            name: "tiny",
            digest: Digest(sha256: "tiny \(classes) \(height) \(width) \(train) \(test) \(noise)"),
            height: height,
            width: width,
            classCount: classes,
            trainCount: train,
            testCount: test
        )
        return Dataset(summary: summary, divisor: 255, train: part(train), test: part(test))
    }

    /// An experiment on a data set: `tasks` tasks in their own order, a small network, batches that end short.
    static func experiment(
        on dataset: Dataset,
        tasks: Int = 2,
        kind: TaskKind = .permuted,
        scenario: Scenario = .domain
    ) -> Experiment {
        var stream = Experiment.Stream(dataset: dataset.summary.digest)
        stream.tasks = kind
        stream.count = tasks
        stream.scenario = scenario
        var experiment = Experiment(stream: stream, ordering: Ordering(naturalOf: tasks))
        experiment.model.hidden = [9]
        experiment.training.batchSize = 6
        experiment.training.epochs = 2
        experiment.training.learningRate = 0.1
        return experiment
    }

    /// The outcome of an experiment, run alone.
    static func outcome(of experiment: Experiment, on dataset: Dataset, backend: Backend = .best) throws -> Outcome {
        let stream = try TaskStream(experiment.stream, from: dataset)
        return try SequentialTrainer(stream: stream, backend: backend).outcome(of: experiment)
    }
}
