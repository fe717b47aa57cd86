import Experiments
import Testing

@testable import Training

@Suite("What strategies cost, by formula")
struct StrategyCostTests {
    /// Three tasks of 44 examples with 20 features; a linear network of four outputs; 2 epochs of 8 steps.
    private let data = TinyData.images(classes: 4, height: 5, width: 4, train: 44, test: 21)
    private let step = 4 * 20 * 4
    private let parameters = 21 * 4

    /// Extra operations at each position, extra bytes, and stored examples.
    private struct Costs: Equatable {
        let operations: [Int]
        let bytes: Int
        let stored: Int

        init(_ operations: [Int], _ bytes: Int, stored: Int = 0) {
            self.operations = operations
            self.bytes = bytes
            self.stored = stored
        }
    }

    private func costs(_ name: String, _ settings: [Variant.Setting] = []) -> Costs {
        var experiment = TinyData.experiment(on: data, tasks: 3)
        experiment.model.hidden = []
        experiment.strategy = Variant(name, settings)
        let job = JobSize(experiment, on: data.summary)
        let cost = Outcome.StrategyCost(experiment, on: data.summary)
        let operations = (1...3).map { job.extraOperations(of: experiment.strategy, atPosition: $0) }
        #expect(cost.operations == operations.reduce(0, +))
        #expect(cost.memoryBytes == MemoryEstimate(experiment, on: data.summary).strategy)
        #expect(cost.storedBytes % (21 * 4) == 0)
        return Costs(operations, cost.memoryBytes, stored: cost.storedBytes / (21 * 4))
    }

    @Test("naive costs nothing beyond itself; retraining needs the examples of all earlier tasks")
    func plain() {
        #expect(costs("naive") == Costs([0, 0, 0], 0))
        for name in ["joint", "cumulative"] {
            #expect(costs(name) == Costs([0, 88 * step, 176 * step], 0, stored: 2 * 44))
        }
    }

    @Test("penalties: four operations a parameter and step; two vectors")
    func penalties() {
        let pull = 16 * 4 * parameters
        let vector = 21 * 16 * 4
        #expect(costs("l2") == Costs([0, pull, pull], 2 * vector))
        let fisher = 10 * (step / 2 + 4 * step / 2)
        let samples = [Variant.Setting("fisher_samples", .integer(10))]
        #expect(costs("ewc", samples) == Costs([fisher, pull + fisher, 2 * pull], 4 * vector))
        #expect(costs("online_ewc", samples) == Costs([fisher, pull + fisher, pull], 3 * vector))
        let path = 16 * 6 * parameters
        #expect(costs("si") == Costs([path, path + pull, path + pull], 5 * vector))
        #expect(costs("ewc").operations[0] == 44 * (step / 2 + 4 * step / 2))
    }

    @Test("LwF: a forward pass for each example; a network and a batch's logits")
    func distillation() {
        #expect(costs("lwf") == Costs([0, 88 * step / 2, 88 * step / 2], 21 * 16 * 4 + 6 * 4 * 4))
    }

    @Test("replay: a pass for each stored example that joins; the examples, and their logits for DER")
    func replay() {
        let buffer = [Variant.Setting("buffer", .integer(10))]
        let (pass, logits) = (6 * 6 * 4 * 4, 10 * 4 * 4)
        #expect(costs("replay", buffer) == Costs([88 * step, 88 * step, 88 * step], pass, stored: 10))
        #expect(costs("replay", [.init("buffer", .integer(2))]).operations == [32 * step, 32 * step, 32 * step])
        #expect(costs("replay", [.init("buffer", .integer(1000))]).stored == 132)
        #expect(costs("der", buffer) == Costs([88 * step, 88 * step, 88 * step], pass + logits, stored: 10))
        #expect(costs("der++", buffer) == Costs([176 * step, 176 * step, 176 * step], 2 * pass + logits, stored: 10))
    }

    @Test("projections: a gradient of stored examples for each step, and inner products")
    func projections() {
        let buffer = [Variant.Setting("buffer", .integer(12))]
        let (examples, vector) = (2 * 4, 21 * 16 * 4)
        let average = [4, 6].map { 16 * ($0 * step + 6 * parameters) }
        #expect(costs("agem", buffer) == Costs([0] + average, vector, stored: examples))
        let exact = [(4, 6), (8, 14)].map { 16 * ($0.0 * step + $0.1 * parameters) }
        #expect(costs("gem", buffer) == Costs([0] + exact, 2 * vector, stored: examples))
        #expect(costs("gem", [.init("buffer", .integer(2))]).operations == [0, 0, 0])
    }

    @Test("with a single task, only what acts in it costs anything")
    func singleTask() {
        for schema in Strategies.schemas {
            var experiment = TinyData.experiment(on: data, tasks: 1)
            experiment.strategy = Variant(schema.name, [])
            let cost = Outcome.StrategyCost(experiment, on: data.summary)
            let acts = ["replay", "der", "der++", "si"].contains(schema.name)
            #expect((cost.operations > 0) == acts, "\(schema.name)")
            #expect((cost.memoryBytes > 0) == acts, "\(schema.name)")
        }
    }

    @Test("absurd settings crash nothing")
    func absurd() {
        for schema in Strategies.schemas {
            var experiment = TinyData.experiment(on: data, tasks: 3)
            experiment.model.hidden = Array(repeating: 1_000_000, count: 20)
            experiment.training.epochs = 1_000_000
            experiment.strategy = Variant(
                schema.name,
                schema.parameters.filter { $0.name == "buffer" }.map { .init($0.name, .integer(1_000_000_000)) }
            )
            #expect(OperationCount(experiment, on: data.summary).total == .max)
            #expect(MemoryEstimate(experiment, on: data.summary).total > 0)
        }
    }
}
