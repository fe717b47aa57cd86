import Experiments
import Kernels
import Testing

@testable import Training

@Suite("The Fisher information's diagonal")
struct FisherInformationTests {
    typealias Layer = ReferenceNetwork<Double>.Layer

    @Test("agrees with squared gradients of every example and class, one by one", arguments: Scenario.allCases)
    func bruteForce(scenario: Scenario) throws {
        var bench = try Bench(scenario: scenario)
        var naive = try Bench.make(Naive.self)
        bench.learn(1, &naive)
        let rows = bench.state.stream.tasks[1].train.prefix(9).map { Int32($0) }
        let columns = bench.state.stream.head.activeColumns(ofTask: 1)
        let diagonal = try FisherInformation(samples: 9).diagonal(ofRows: rows, &bench.state, Pace())

        let network = ReferenceNetwork<Double>(bench.state.network)
        var expected: [Layer] = []
        for image in bench.images(rows) {
            let pass = network.forward([image])
            let likelihoods = softmax(pass.logits[0], over: columns)
            for column in columns {
                var delta = likelihoods
                delta[column] -= 1
                add(network.gradient(pass, logitsDelta: [delta]), weight: likelihoods[column] / 9, to: &expected)
            }
        }
        for (computed, expected) in zip(bench.state.network.layers(of: diagonal), expected) {
            let pairs = zip(
                computed.weights.flatMap { $0 } + computed.biases,
                expected.weights.flatMap { $0 } + expected.biases
            )
            for (computed, expected) in pairs { #expect(abs(Double(computed) - expected) <= 1e-5 * expected + 1e-9) }
        }
    }

    /// Adds the weighted squares of a gradient.
    private func add(_ gradient: [Layer], weight: Double, to sum: inout [Layer]) {
        let squares = gradient.map { layer in
            Layer(
                weights: layer.weights.map { $0.map { weight * $0 * $0 } },
                biases: layer.biases.map { weight * $0 * $0 }
            )
        }
        guard !sum.isEmpty else { return sum = squares }
        for index in sum.indices {
            sum[index].biases = zip(sum[index].biases, squares[index].biases).map(+)
            sum[index].weights = zip(sum[index].weights, squares[index].weights).map { zip($0, $1).map(+) }
        }
    }

    @Test("is over all examples where there are no more than asked for, whatever their order and batches")
    func all() throws {
        var bench = try Bench()
        var naive = try Bench.make(Naive.self)
        bench.learn(0, &naive)
        let rows = bench.state.stream.tasks[0].train.map { Int32($0) }
        let drawn = try FisherInformation(samples: 10_000).diagonal(&bench.state, Pace())
        let listed = try FisherInformation(samples: 1).diagonal(ofRows: rows, &bench.state, Pace())
        for index in 0..<drawn.count { #expect(abs(drawn[index] - listed[index]) <= 1e-5 * listed[index] + 1e-9) }
        #expect(try FisherInformation(samples: 3).diagonal(&bench.state, Pace()) != drawn)
    }

    @Test("is zero in the heads of other tasks")
    func otherHeads() throws {
        var bench = try Bench(scenario: .task)
        var naive = try Bench.make(Naive.self)
        bench.learn(1, &naive)
        let layers = bench.state.network.layers(of: try FisherInformation(samples: 20).diagonal(&bench.state, Pace()))
        let biases = layers[layers.count - 1].biases
        let own = bench.state.stream.head.columns(ofTask: 1)
        for column in biases.indices { #expect((biases[column] > 0) == own.contains(column)) }
    }
}
