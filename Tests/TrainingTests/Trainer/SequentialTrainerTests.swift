import Experiments
import Kernels
import Testing

@testable import Training

@Suite("The sequential trainer")
struct SequentialTrainerTests {
    let data = TinyData.images()

    @Test("joint over one task is naive")
    func jointOverOneTask() throws {
        var experiment = TinyData.experiment(on: data, tasks: 1)
        let naive = try TinyData.outcome(of: experiment, on: data)
        for name in ["joint", "cumulative"] {
            experiment.strategy = Variant(name)
            #expect(try TinyData.outcome(of: experiment, on: data).digest == naive.digest)
        }
        #expect(naive.negativeFlips == nil && naive.accuracy.rows.count == 2)
    }

    @Test("a fused step gives the bits of a materialised gradient")
    func fused() throws {
        var experiment = TinyData.experiment(on: data)
        let fused = try TinyData.outcome(of: experiment, on: data)
        experiment.training.clipNorm = .greatestFiniteMagnitude
        #expect(try TinyData.outcome(of: experiment, on: data).digest == fused.digest)
    }

    @Test("negative flips are what was right at the end of its task and wrong at the end")
    func negativeFlips() throws {
        var experiment = TinyData.experiment(on: data, tasks: 2)
        experiment.training.epochs = 8
        let outcome = try TinyData.outcome(of: experiment, on: data)
        let flips = try #require(outcome.negativeFlips)
        #expect(flips.total == 21)
        // Accuracy falls by the flips less what became right meanwhile.
        let lost = ((outcome.accuracy[1, 1] - outcome.accuracy[2, 1]) * 21).rounded()
        #expect(Double(flips.count) >= lost && flips.count > 0 && flips.count <= 21)
    }

    @Test("a loss that overflows ends the job where it happens, alike on every instruction set; earlier rows are kept")
    func divergence() throws {
        var experiment = TinyData.experiment(on: data, tasks: 3)
        experiment.training.learningRate = 1e19
        var outcomes: [Outcome] = []
        for backend in Backend.all { outcomes.append(try TinyData.outcome(of: experiment, on: data, backend: backend)) }
        let outcome = outcomes[0]
        #expect(Set(outcomes.map(\.digest)).count == 1)
        let divergence = try #require(outcome.divergence)
        #expect(divergence.position == 1 && divergence.step > 1 && divergence.step < 17)
        #expect(outcome.accuracy.rows.count == 1 && outcome.negativeFlips == nil)
        #expect(outcome.loss.rows.allSatisfy { $0.allSatisfy(\.isFinite) })
        #expect(outcome.operations == OperationCount(experiment, on: data.summary).total)
    }

    @Test("a divergence that only the test shows is one at the last step")
    func divergenceInTest() throws {
        var experiment = TinyData.experiment(on: data, tasks: 2)
        // A single step: its own loss is still finite, what it leaves behind is not.
        (experiment.training.batchSize, experiment.training.epochs) = (1000, 1)
        experiment.training.learningRate = 3e38
        let outcome = try TinyData.outcome(of: experiment, on: data)
        #expect(outcome.divergence == .init(position: 1, step: 1))
        #expect(outcome.loss.rows.count == 1)
    }

    @Test("an experiment that makes no sense is refused, one that is not wanted is given up")
    func refusal() throws {
        var experiment = TinyData.experiment(on: data)
        let trainer = SequentialTrainer(stream: try TaskStream(experiment.stream, from: data))
        experiment.training.epochs = 100
        #expect(throws: CancellationError.self) { try trainer.outcome(of: experiment, isWanted: { false }) }
        experiment.strategy = Variant("amnesia")
        #expect(throws: LetheError.self) { try trainer.outcome(of: experiment) }
    }
}
