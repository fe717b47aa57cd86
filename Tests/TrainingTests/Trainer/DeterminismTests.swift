import Experiments
import Kernels
import Testing

@testable import Training

@Suite("Same job, same bits")
struct DeterminismTests {
    let data = TinyData.images()

    @Test("a job repeats to the bit, with every instruction set of this processor")
    func repeats() throws {
        for experiment in VariedJobs.experiments(on: data) {
            let digest = try TinyData.outcome(of: experiment, on: data).digest
            for backend in Backend.all {
                #expect(try TinyData.outcome(of: experiment, on: data, backend: backend).digest == digest)
            }
        }
    }

    @Test("jobs whose orderings begin alike have the same rows up to where they part")
    func prefixes() throws {
        var experiment = TinyData.experiment(on: data, tasks: 3)
        experiment.ordering = try #require(Ordering([1, 0, 2]))
        let one = try TinyData.outcome(of: experiment, on: data)
        experiment.ordering = try #require(Ordering([1, 2, 0]))
        let other = try TinyData.outcome(of: experiment, on: data)
        for row in 0...1 {
            #expect(one.loss[row, 1] == other.loss[row, 1])
            #expect(one.loss[row, 2] == other.loss[row, 3] && one.loss[row, 3] == other.loss[row, 2])
        }
        #expect(one.loss[2, 1] != other.loss[2, 1])
    }

    @Test("every setting that should matter does")
    func settingsMatter() throws {
        let base = TinyData.experiment(on: data, tasks: 2)
        let changes: [(inout Experiment) -> Void] = [
            { $0.seed = 1 }, { $0.stream.seed = 1 }, { $0.training.epochs = 3 }, { $0.training.batchSize = 7 },
            { $0.training.learningRate = 0.11 }, { $0.training.learningRateDecay = 0.9 },
            { $0.training.weightDecay = 0.1 },
            { $0.training.clipNorm = 0.1 }, { $0.model.hidden = [10] }, { $0.model.dropout = 0.5 },
            { $0.model.activation = .tanh }, { $0.model.initialization = .he }, { $0.stream.scenario = .task },
            { $0.stream.scenario = .class }, { $0.stream.trainSamples = 40 }, { $0.stream.testSamples = 20 },
            { $0.stream.validation = 0.1 }, { $0.strategy = Variant("joint") }, { $0.strategy = Variant("cumulative") },
            { $0.training.optimizer = Variant("adam") }, { $0.stream.tasks = .rotated }, { $0.stream.tasks = .split },
        ]
        var digests = [try TinyData.outcome(of: base, on: data).digest]
        for change in changes {
            var experiment = base
            change(&experiment)
            digests.append(try TinyData.outcome(of: experiment, on: data).digest)
        }
        #expect(Set(digests).count == changes.count + 1)
    }
}
