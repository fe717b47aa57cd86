import Experiments
import Kernels
import Testing

@testable import Training

@Suite("Synaptic intelligence")
struct SynapticIntelligenceTests {
    @Test(
        "its path integral is the direct sum of -g times the change of w, with any optimiser",
        arguments: ["sgd", "adam"]
    )
    func pathIntegral(optimizer: String) throws {
        var bench = try Bench { ($0.training.optimizer, $0.training.clipNorm) = (Variant(optimizer), 0.5) }
        var strategy = try Bench.make(
            SynapticIntelligence.self,
            [.init("c", .number(0.5)), .init("xi", .number(0.01))]
        )
        var importance = bench.state.network.parameters.elements.map { _ in 0.0 }
        for task in [2, 0] {
            let start = bench.state.network.parameters.elements
            var path = importance.map { _ in 0.0 }
            bench.begin(task, &strategy)
            for number in 0..<5 {
                let before = bench.state.network.parameters.elements
                let plain = bench.step(number, &strategy).plain
                let after = bench.state.network.parameters.elements
                for index in path.indices {
                    path[index] -= Double(plain[index]) * Double(after[index] - before[index])
                }
            }
            for index in path.indices { #expect(abs(Double(strategy.path[index]) - path[index]) < 1e-7) }
            #expect(path.contains { $0 > 1e-4 })

            bench.end(&strategy)
            let end = bench.state.network.parameters.elements
            for index in path.indices {
                let distance = Double(end[index] - start[index])
                importance[index] = max(0, importance[index] + path[index] / (distance * distance + 0.01))
            }
            let computed = try #require(strategy.penalty?.importance)
            for index in path.indices { #expect(abs(Double(computed[index]) - importance[index]) < 1e-4) }
            #expect(strategy.penalty?.anchor.elements == end)
        }
    }

    @Test("what it saved of the weights stays where it was while training goes on")
    func savedWeights() throws {
        var bench = try Bench()
        var strategy = try Bench.make(SynapticIntelligence.self)
        let initial = bench.state.network.parameters.elements
        bench.begin(0, &strategy)
        for number in 0..<3 { bench.step(number, &strategy) }
        #expect(strategy.penalty?.anchor.elements == initial)
        #expect(strategy.path.elements.contains { $0 != 0 })
    }

    @Test("a copy is a snapshot: what goes on from it does not see what else was learned")
    func snapshots() throws {
        var bench = try Bench()
        var strategy = try Bench.make(SynapticIntelligence.self)
        bench.learn(0, &strategy)
        var (otherBench, other) = (bench, strategy)
        bench.learn(1, &strategy)
        otherBench.learn(2, &other)

        var aloneBench = try Bench()
        var alone = try Bench.make(SynapticIntelligence.self)
        aloneBench.learn(0, &alone)
        aloneBench.learn(2, &alone)
        #expect(other.penalty?.importance == alone.penalty?.importance)
        #expect(otherBench.state.network.parameters == aloneBench.state.network.parameters)
        #expect(strategy.penalty?.importance != alone.penalty?.importance)
    }
}
