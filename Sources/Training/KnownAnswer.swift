internal import Experiments
public import Hashing
public import Kernels

/// A tiny training whose digest is known: a machine that computes another one computes wrong.
///
/// Three jobs that take a few milliseconds together and between them use every activation, fused and unfused steps,
/// dropout, every kind of tasks and every scenario.
public enum KnownAnswer {
    /// What every machine must compute.
    public static let expected =
        Digest(hex: "0b590dc7623f659fe86e197f097aff0788be794c5d10aa8a47a6f04a84ad9f92") ?? .zero

    /// What this machine computes.
    public static func compute(with backend: Backend = .best) -> Digest {
        let digests = jobs.map { experiment -> String in
            let outcome = try? SequentialTrainer(stream: TaskStream(experiment.stream, from: data), backend: backend)
                .outcome(of: experiment)
            return outcome?.digest.hex ?? "none"
        }
        return Digest(sha256: digests.joined(separator: "\n"))
    }

    /// 6 x 6 images of four classes: in each class other rows are bright.
    private static let data: Dataset = {
        var generator = SplitMix64(seed: 1)
        func part(_ count: Int) -> Dataset.Part {
            var pixels: [UInt8] = []
            for example in 0..<count {
                for pixel in 0..<36 {
                    let base: UInt64 = pixel / 6 == example % 4 + 1 ? 100 : 0
                    pixels.append(UInt8(base + generator.next() % 120))
                }
            }
            return Dataset.Part(features: .bytes(pixels), labels: (0..<count).map { Int32($0 % 4) })
        }
        let summary = DatasetSummary(
            name: "known-answer",
            digest: .zero,
            height: 6,
            width: 6,
            classCount: 4,
            trainCount: 90,
            testCount: 40
        )
        return Dataset(summary: summary, divisor: 219, train: part(90), test: part(40))
    }()

    private static let jobs: [Experiment] = {
        var permuted = Experiment(stream: .init(dataset: .zero), ordering: Ordering(naturalOf: 2))
        permuted.stream.count = 2
        permuted.model.hidden = [33, 16]
        (permuted.training.batchSize, permuted.training.epochs, permuted.training.learningRate) = (16, 3, 0.1)

        var rotated = permuted
        (rotated.stream.tasks, rotated.stream.scenario) = (.rotated, .class)
        (rotated.model.activation, rotated.model.dropout) = (.gelu, 0.25)
        (rotated.training.optimizer, rotated.training.learningRate) = (Variant("adam"), 0.01)

        var split = permuted
        (split.stream.tasks, split.stream.scenario) = (.split, .task)
        (split.model.activation, split.model.initialization) = (.tanh, .he)
        (split.training.optimizer, split.training.clipNorm) = (Variant("momentum"), 0.5)
        split.strategy = Variant("joint")
        return [permuted, rotated, split]
    }()
}
