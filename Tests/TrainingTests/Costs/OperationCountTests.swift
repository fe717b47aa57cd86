import Experiments
import Testing
import Training

@Suite("The operations of a job, by formula")
struct OperationCountTests {
    let data = TinyData.images(classes: 4, height: 5, width: 4, train: 44, test: 21)

    @Test("naive: forward, weight gradient, input gradient above the first layer, and tests")
    func naive() {
        var experiment = TinyData.experiment(on: data, tasks: 3)
        experiment.model.hidden = [9, 7]
        let count = OperationCount(experiment, on: data.summary)
        let (first, rest) = (20 * 9, 9 * 7 + 7 * 4)
        #expect(count.training == 3 * 2 * 44 * (2 * (first + rest) + 2 * (first + rest) + 2 * rest))
        #expect(count.evaluation == 4 * 3 * 21 * 2 * (first + rest))
        #expect(count.strategy == 0)
        #expect(count.total == count.training + count.evaluation)
    }

    @Test("joint learns task 1, then 1 and 2, then all three")
    func joint() {
        var experiment = TinyData.experiment(on: data, tasks: 3)
        let naive = OperationCount(experiment, on: data.summary)
        for name in ["joint", "cumulative"] {
            experiment.strategy = Variant(name)
            let joint = OperationCount(experiment, on: data.summary)
            #expect(joint.training == naive.training && joint.evaluation == naive.evaluation)
            #expect(joint.strategy == naive.training)  // 1 + 2 + 3 = 6 trainings instead of 3
        }
    }

    @Test("caps, shares and heads count")
    func sizes() {
        var experiment = TinyData.experiment(on: data, tasks: 2, kind: .split, scenario: .class)
        experiment.stream.trainSamples = 10
        experiment.stream.validation = 0.2
        experiment.model.hidden = []
        let count = OperationCount(experiment, on: data.summary)
        #expect(count.training == 2 * 2 * 8 * 4 * (20 * 4))
        #expect(count.evaluation == (3 * 2 * 10 + 2 * 2) * 2 * (20 * 4))  // two held out of each task
    }

    @Test("an absurd plan has an absurd cost, and crashes nothing")
    func saturation() {
        var experiment = TinyData.experiment(on: data, tasks: 2)
        experiment.training.epochs = 1_000_000
        experiment.model.hidden = Array(repeating: 1_000_000, count: 20)
        #expect(OperationCount(experiment, on: data.summary).total == .max)
    }

    @Test("memory: the tasks' floats, four vectors of parameters, and a batch")
    func memory() {
        let experiment = TinyData.experiment(on: data, tasks: 3)
        let memory = MemoryEstimate(experiment, on: data.summary)
        #expect(memory.data == (44 + 21) * 20 + 3 * (44 + 21) * 20 * 4)
        #expect(memory.network >= 4 * 4 * (21 * 9 + 10 * 4))
        #expect(memory.strategy == 0)
        #expect(memory.total == memory.data + memory.network)
    }
}
