import Experiments
import Testing

@testable import Training

@Suite("A strategy that does nothing is naive, to the bit")
struct NaiveLimitTests {
    static let limits: [Variant] = [
        Variant("l2", [.init("lambda", .number(0))]),
        Variant("ewc", [.init("lambda", .number(0))]),
        Variant("online_ewc", [.init("lambda", .number(0))]),
        Variant("online_ewc", [.init("gamma", .number(0))]),
        Variant("si", [.init("c", .number(0))]),
        Variant("lwf", [.init("lambda", .number(0))]),
        Variant("replay", [.init("buffer", .integer(0))]),
        Variant("replay", [.init("buffer", .integer(0)), .init("sampling", .text("balanced"))]),
        Variant("agem", [.init("buffer", .integer(0))]),
        Variant("gem", [.init("buffer", .integer(0))]),
        Variant("der", [.init("buffer", .integer(0))]),
        Variant("der", [.init("alpha", .number(0))]),
        Variant("der++", [.init("buffer", .integer(0))]),
        Variant("der++", [.init("alpha", .number(0)), .init("beta", .number(0))]),
    ]

    private let data = TinyData.images(classes: 6, train: 48, test: 12)

    private func experiment(_ scenario: Scenario, _ optimizer: String) -> Experiment {
        var experiment = TinyData.experiment(on: data, tasks: 3, kind: .split, scenario: scenario)
        experiment.training.optimizer = Variant(optimizer)
        experiment.training.learningRate = 0.02
        experiment.model.dropout = 0.2
        experiment.ordering = Ordering(rank: 3, of: 3)
        return experiment
    }

    private func measured(_ experiment: Experiment, _ strategy: Variant) throws -> Outcome {
        var experiment = experiment
        experiment.strategy = strategy
        var outcome = try TinyData.outcome(of: experiment, on: data)
        (outcome.operations, outcome.strategyCost) = (0, .init())
        return outcome
    }

    @Test("with strength 0 or an empty memory, in every scenario and with any optimiser", arguments: Scenario.allCases)
    func limits(scenario: Scenario) throws {
        for (index, optimizer) in Optimizers.schemas.map(\.name).enumerated() {
            var experiment = experiment(scenario, optimizer)
            experiment.training.weightDecay = 0.01
            experiment.training.clipNorm = index.isMultiple(of: 2) ? 0.5 : 0
            experiment.training.learningRateDecay = 0.7
            let naive = try measured(experiment, Variant("naive"))
            for strategy in Self.limits {
                #expect(try measured(experiment, strategy) == naive, "\(strategy) with \(optimizer)")
            }
        }
    }

    @Test("and with its defaults it is not", arguments: Scenario.allCases)
    func defaults(scenario: Scenario) throws {
        let experiment = experiment(scenario, "sgd")
        let naive = try measured(experiment, Variant("naive"))
        for name in Set(Self.limits.map(\.name)) where !["agem", "gem"].contains(name) {
            #expect(try measured(experiment, Variant(name)) != naive, "\(name)")
        }
    }

    @Test("GEM and A-GEM, where no step points against what is stored")
    func nothingViolated() throws {
        // The same task twice, all of it in every batch and in the memory: one gradient, up to rounding.
        var experiment = TinyData.experiment(on: data, tasks: 2, kind: .rotated)
        experiment.stream.maxAngle = 1e-4
        experiment.training.batchSize = 1000
        experiment.training.epochs = 6
        let naive = try measured(experiment, Variant("naive"))
        for name in ["agem", "gem"] {
            let full = Variant(name, [.init("buffer", .integer(2 * 48))])
            #expect(try measured(experiment, full) == naive, "\(name)")
        }
    }

    @Test("joint over one task is naive")
    func joint() throws {
        let experiment = TinyData.experiment(on: data, tasks: 1)
        let naive = try measured(experiment, Variant("naive"))
        for name in ["joint", "cumulative", "l2", "ewc", "online_ewc", "lwf", "agem", "gem"] {
            #expect(try measured(experiment, Variant(name)) == naive, "\(name)")
        }
    }

    @Test("online EWC without decay is EWC at its second task, and not at its third")
    func onlineAgrees() throws {
        for (tasks, agrees) in [(2, true), (3, false)] {
            let experiment = TinyData.experiment(on: data, tasks: tasks)
            let ewc = try measured(experiment, Variant("ewc", [.init("lambda", .number(10))]))
            let online = try measured(experiment, Variant("online_ewc", [.init("lambda", .number(10))]))
            #expect((ewc == online) == agrees)
        }
    }
}
