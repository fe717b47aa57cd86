import Hashing
import Testing

@testable import Experiments

@Suite("Canonical form")
struct CanonicalFormTests {
    private let plain = Experiment(stream: .init(dataset: .zero), ordering: Ordering(naturalOf: 5))

    @Test("only what has no default is written of a default experiment")
    func defaultsAreLeftOut() {
        let zeros = String(repeating: "0", count: 64)
        #expect(plain.canonical == "ordering=0-1-2-3-4\nstream.dataset=\(zeros)\nstream.tasks=permuted")
    }

    @Test("every field that differs from its default is written once, by path")
    func everyFieldIsWritten() {
        var experiment = plain
        experiment.stream.tasks = .split
        experiment.stream.scenario = .class
        experiment.model.hidden = [64, 32]
        experiment.training.learningRate = 0.1
        experiment.training.optimizer = Variant("sgd", [.init("momentum", .number(0.9))])
        experiment.strategy = Variant("ewc", [.init("mode", .text("online")), .init("lambda", .integer(100))])
        experiment.seed = 3
        let lines = experiment.canonical.split(separator: "\n").map(String.init)
        #expect(
            lines == [
                "model.hidden=64x32", "ordering=0-1-2-3-4", "seed=3", "strategy.lambda=i:100", "strategy.mode=t:online",
                "strategy=ewc", "stream.dataset=\(Digest.zero)", "stream.scenario=class", "stream.tasks=split",
                "training.learning_rate=0.1", "training.optimizer.momentum=n:0.9", "training.optimizer=sgd",
            ]
        )
    }

    @Test("random experiments come back from their texts", arguments: 0..<20)
    func roundTrips(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        for _ in 0..<50 {
            let experiment = Experiment.random(&generator)
            #expect(try Experiment(canonical: experiment.canonical) == experiment, "\(experiment.canonical)")
        }
    }

    @Test("a field of the table reads and writes the same place")
    func fieldsReadWhatTheyWrite() {
        #expect(Set(Field.all.map(\.path)).count == Field.all.count)
        for field in Field.all {
            var experiment = plain
            let value = field.value(in: experiment)
            #expect(field.defaultValue == nil || field.defaultValue == value, "\(field.path)")
            #expect(field.set(value, in: &experiment), "\(field.path)")
            #expect(experiment == plain, "\(field.path)")
            #expect(!field.set(.text("nonsense"), in: &experiment), "\(field.path)")
        }
    }

    @Test(
        "a text that is no canonical form is refused",
        arguments: [
            "", "ordering", "ordering=0-1-2-3-4", "ordering=0-1-2-3-4\nstream.tasks=permuted",
            "BASE\nseed=0", "BASE\nseed=-1", "BASE\nseed=+3", "BASE\nseed=3\nseed=3", "BASE\nnonsense=1",
            "BASE\nmodel.hidden=0", "BASE\nmodel.hidden=16x", "BASE\nmodel.hidden=99999999999",
            "BASE\nstream.class_order=1-1", "BASE\nstream.class_order=1--2", "BASE\nstream.class_order=default",
            "BASE\nstream.classes_per_task=2-0", "BASE\nstream.draw=first", "BASE\nstream.draw=last",
            "BASE\ntraining.learning_rate=nan", "BASE\ntraining.learning_rate=inf", "BASE\ntraining.learning_rate=-1",
            "BASE\ntraining.learning_rate=0.10", "BASE\ntraining.epochs=0", "BASE\nstream.count=4",
            "BASE\nstrategy.lambda=i:3", "BASE\nstrategy.lambda=3\nstrategy=ewc", "seed=3\nBASE",
        ]
    )
    func refusesAnythingElse(text: String) {
        let text = text.replacing("BASE", with: plain.canonical)
        #expect(throws: LetheError.self) { try Experiment(canonical: text) }
    }

    @Test("mutated texts never crash the reader")
    func survivesMutation() {
        var generator = SplitMix64(seed: 99)
        for _ in 0..<3_000 {
            var bytes = Array(Experiment.random(&generator).canonical.utf8)
            for _ in 0...generator.below(4) {
                bytes[generator.below(bytes.count)] = UInt8(generator.below(256))
            }
            let text = String(decoding: bytes, as: UTF8.self)
            if let experiment = try? Experiment(canonical: text) { #expect(experiment.canonical == text) }
        }
    }
}

@Suite("Job identity")
struct JobIDTests {
    @Test("identities are those of the day they were frozen")
    func knownAnswers() {
        var experiment = Experiment(stream: .init(dataset: .zero), ordering: Ordering(naturalOf: 5))
        #expect(
            JobID(experiment, numerics: NumericsRevision(1)).description
                == "0924e5ff7f73793630ee98feec2f4f296880f1d91e92a08a534cbf8726fe6048"
        )
        experiment.training.learningRate = 0.03
        experiment.strategy = Variant("ewc", [.init("lambda", .number(100))])
        #expect(
            JobID(experiment, numerics: NumericsRevision(1)).description
                == "068c787ff321f0e70ef537d9211dca0b80a42a9e0aff1befd4eb1ba1d721b9dc"
        )
    }

    @Test("another numerics revision is another job")
    func revisionCounts() {
        let experiment = Experiment(stream: .init(dataset: .zero), ordering: Ordering(naturalOf: 5))
        #expect(JobID(experiment, numerics: NumericsRevision(1)) != JobID(experiment, numerics: NumericsRevision(2)))
    }

    @Test("any field that changes changes the identity")
    func everyFieldCounts() {
        var generator = SplitMix64(seed: 5)
        let experiments = Set((0..<500).map { _ in Experiment.random(&generator) })
        #expect(Set(experiments.map { JobID($0) }).count == experiments.count)
    }
}
