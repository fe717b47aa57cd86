import Experiments
import Kernels
import Testing

@testable import Training

@Suite("The trainer agrees with a float64 reference over whole jobs")
struct ReferenceAgreementTests {
    static let cases = TaskKind.allCases.flatMap { kind in
        Scenario.allCases.flatMap { scenario in Activation.allCases.map { (kind, scenario, $0) } }
    }

    @Test("for every kind of tasks, scenario and activation", arguments: cases)
    func scenarios(kind: TaskKind, scenario: Scenario, activation: Activation) throws {
        try check(kind, scenario) { $0.model.activation = activation }
    }

    @Test("for every optimiser", arguments: Optimizers.schemas.map(\.name))
    func optimizers(name: String) throws {
        try check {
            $0.training.optimizer = Variant(name)
            $0.training.learningRate = name.hasPrefix("adam") ? 0.01 : 0.05
            $0.training.weightDecay = 0.01
        }
    }

    @Test("for strategies that decide what to learn from", arguments: ["joint", "cumulative"])
    func curricula(name: String) throws {
        for scenario in Scenario.allCases {
            try check(.split, scenario) { ($0.strategy, $0.training.learningRateDecay) = (Variant(name), 0.5) }
        }
    }

    @Test("for groups of 3, 2 and 2 classes and of 2, 2 and 3 in an order of one's own", arguments: Scenario.allCases)
    func unevenGroups(scenario: Scenario) throws {
        for strategy in ["naive", "joint"] {
            try check(.split, scenario, classes: 7) { $0.strategy = Variant(strategy) }
            try check(.split, scenario, classes: 7) {
                $0.strategy = Variant(strategy)
                ($0.stream.classOrder, $0.stream.classesPerTask) = ([6, 2, 0, 5, 1, 3, 4], [2, 2, 3])
            }
        }
    }

    @Test("for clipping, learning-rate decay, no and two hidden layers, another initialisation and a held-out share")
    func settings() throws {
        try check { $0.training.clipNorm = 0.2 }
        try check { $0.training.learningRateDecay = 0.5 }
        try check { $0.model.hidden = [] }
        try check { $0.model.hidden = [7, 17] }
        try check { $0.model.initialization = .he }
        try check { $0.stream.validation = 0.3 }
    }

    private func check(
        _ kind: TaskKind = .permuted,
        _ scenario: Scenario = .domain,
        classes: Int = 6,
        _ change: (inout Experiment) -> Void
    ) throws {
        let data = TinyData.images(classes: classes, height: 4, width: 4)
        var experiment = TinyData.experiment(on: data, tasks: 3, kind: kind, scenario: scenario)
        change(&experiment)
        experiment.ordering = Ordering([2, 0, 1]) ?? experiment.ordering
        let stream = try TaskStream(experiment.stream, from: data)
        let outcome = try SequentialTrainer(stream: stream).outcome(of: experiment)
        var reference = ReferenceTrainer(experiment, on: stream)
        let expected = reference.matrices()
        for (row, expectedRow) in zip(outcome.loss.rows, expected.loss) {
            for (loss, expectedLoss) in zip(row, expectedRow) {
                #expect(abs(loss - expectedLoss) < 1e-5 * (1 + expectedLoss))
            }
        }
        #expect(outcome.accuracy.rows == expected.accuracy)
        #expect(outcome.validation == (experiment.stream.validation > 0 ? reference.validation() : nil))
        // Agreement would prove little if the network had hardly moved.
        #expect(abs(outcome.loss[3, 3] - outcome.loss[0, 3]) > 100e-5)
    }
}
