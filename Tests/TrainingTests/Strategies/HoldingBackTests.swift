import Experiments
import Kernels
import Testing

@testable import Training

@Suite("Strategies in whole jobs")
struct HoldingBackTests {
    private let data = TinyData.images(classes: 4, train: 60, test: 40)

    private func loss(of kind: TaskKind, _ scenario: Scenario, hidden: Int, _ strategy: Variant) throws -> Double {
        var experiment = TinyData.experiment(on: data, tasks: 2, kind: kind, scenario: scenario)
        (experiment.training.epochs, experiment.model.hidden) = (20, [hidden])
        experiment.strategy = strategy
        return try TinyData.outcome(of: experiment, on: data).loss[2, 1]
    }

    static let strategies: [Variant] = [
        Variant("l2", [.init("lambda", .number(0.3))]), Variant("ewc", [.init("lambda", .number(10))]),
        Variant("online_ewc", [.init("lambda", .number(10))]), Variant("si"), Variant("agem"), Variant("gem"),
        Variant("replay"), Variant("der"), Variant("der++"), Variant("cumulative"), Variant("joint"),
    ]

    @Test("the first task's loss stays below that of naive where new classes come", arguments: strategies)
    func holdsBack(strategy: Variant) throws {
        let naive = try loss(of: .split, .class, hidden: 9, Variant("naive"))
        #expect(try loss(of: .split, .class, hidden: 9, strategy) < 0.85 * naive)
    }

    @Test("LwF's does where the new inputs resemble the old ones, as it needs them to")
    func distillation() throws {
        let naive = try loss(of: .rotated, .domain, hidden: 4, Variant("naive"))
        #expect(try loss(of: .rotated, .domain, hidden: 4, Variant("lwf")) < 0.85 * naive)
    }

    @Test("one job of every strategy in every scenario has the same bits on every instruction set")
    func sameBits() throws {
        for scenario in Scenario.allCases {
            for schema in Strategies.schemas {
                var experiment = TinyData.experiment(on: data, tasks: 2, kind: .split, scenario: scenario)
                experiment.strategy = Variant(schema.name)
                experiment.model.dropout = 0.2
                let outcomes = try Backend.all.map { backend in
                    try TinyData.outcome(of: experiment, on: data, backend: backend).digest
                }
                #expect(Set(outcomes).count == 1, "\(schema.name), \(scenario)")
            }
        }
    }
}
