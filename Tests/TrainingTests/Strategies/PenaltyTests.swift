import Experiments
import Kernels
import Testing

@testable import Training

@Suite("Penalties on leaving earlier weights")
struct PenaltyTests {
    /// What a strategy adds to a gradient of zero after two tasks and a walk away from them.
    private func pull(_ bench: inout Bench, _ strategy: inout some Strategy) -> FloatVector {
        bench.learn(0, &strategy)
        bench.learn(2, &strategy)
        bench.begin(1, &strategy)
        for index in 0..<bench.state.network.parameters.count where bench.state.network.parameters[index] != 0 {
            bench.state.network.parameters[index] += Float(index % 7 - 3) * 0.1
        }
        bench.state.gradient.clear()
        strategy.adjustGradient(&bench.state)
        return bench.state.gradient
    }

    /// Compares with central differences of factor * sum over penalties of sum of importance * (w - anchor)^2.
    private func check(_ gradient: FloatVector, _ penalties: [QuadraticPenalty], factor: Double, at bench: Bench) {
        let step = 1e-3
        var largest = 0.0
        for index in 0..<gradient.count {
            func energy(_ move: Double) -> Double {
                penalties.reduce(0) {
                    let distance = Double(bench.state.network.parameters[index]) + move - Double($1.anchor[index])
                    return $0 + factor * Double($1.importance[index]) * distance * distance
                }
            }
            let expected = (energy(step) - energy(-step)) / (2 * step)
            #expect(abs(Double(gradient[index]) - expected) <= 1e-5 * abs(expected) + 1e-7)
            largest = max(largest, abs(expected))
        }
        #expect(largest > 1e-4)
    }

    @Test("the gradient of each agrees with finite differences")
    func gradients() throws {
        var bench = try Bench()
        var l2 = try Bench.make(L2.self, [.init("lambda", .number(3))])
        check(pull(&bench, &l2), [try #require(l2.penalty)], factor: 1.5, at: bench)

        bench = try Bench()
        var ewc = try Bench.make(EWC.self, [.init("lambda", .number(3))])
        let gradient = pull(&bench, &ewc)
        #expect(ewc.penalties.count == 2)
        check(gradient, ewc.penalties, factor: 1.5, at: bench)

        bench = try Bench()
        var online = try Bench.make(OnlineEWC.self, [.init("lambda", .number(3)), .init("gamma", .number(0.5))])
        check(pull(&bench, &online), [try #require(online.penalty)], factor: 0.75, at: bench)

        bench = try Bench()
        var intelligence = try Bench.make(SynapticIntelligence.self, [.init("c", .number(3))])
        check(pull(&bench, &intelligence), [try #require(intelligence.penalty)], factor: 3, at: bench)
    }

    @Test("the importances of L2 are 1, and its anchor is the last task's end, wherever training goes on to")
    func anchors() throws {
        var bench = try Bench()
        var l2 = try Bench.make(L2.self)
        bench.learn(0, &l2)
        let first = bench.state.network.parameters.elements
        #expect(l2.penalty?.importance.elements.allSatisfy { $0 == 1 } == true)
        bench.begin(1, &l2)
        for number in 0..<3 { bench.step(number, &l2) }
        #expect(l2.penalty?.anchor.elements == first)
        #expect(bench.state.network.parameters.elements != first)
        bench.end(&l2)
        #expect(l2.penalty?.anchor == bench.state.network.parameters)
    }

    @Test("online EWC's importance is gamma F1 + F2 where each F is that of EWC")
    func decay() throws {
        var bench = try Bench()
        var online = try Bench.make(OnlineEWC.self, [.init("gamma", .number(0.5)), .init("lambda", .number(0))])
        var ewc = try Bench.make(EWC.self, [.init("lambda", .number(0))])
        for task in [0, 2] {
            bench.learn(task, &online)
            try ewc.taskEnds(&bench.state, Pace())
        }
        let (first, second) = (ewc.penalties[0].importance, ewc.penalties[1].importance)
        let importance = try #require(online.penalty?.importance)
        for index in 0..<importance.count {
            let expected = 0.5 * Double(first[index]) + Double(second[index])
            #expect(abs(Double(importance[index]) - expected) <= 1e-6 * expected)
        }
    }
}
