import Experiments
import Kernels
import Testing
import Training

@Suite("Initialization")
struct InitializationTests {
    private let key = DrawKey(seed: 21, purpose: .initialization)

    private func drawn(_ initialization: Initialization, backend: Backend = .best) -> Network {
        var network = Network(Architecture(inputs: 400, hidden: [100, 33], outputs: 10), backend: backend)
        network.initialize(initialization, key: key)
        return network
    }

    @Test("uniform within one over the root of the fan-in, biases too")
    func uniform() {
        let network = drawn(.uniform)
        let weights = network.weights(ofLayer: 0).elements
        #expect(weights.allSatisfy { abs($0) <= 0.05 })
        #expect(network.biases(ofLayer: 1).allSatisfy { abs($0) <= 0.1 && $0 != 0 })
        let mean = weights.reduce(0) { $0 + Double($1) } / 40_000
        let variance = weights.reduce(0) { $0 + Double($1) * Double($1) } / 40_000
        #expect(abs(mean) < 5 * 0.05 / 3.0.squareRoot() / 200)
        #expect(abs(variance / (0.0025 / 3) - 1) < 0.03)
    }

    @Test("he: normal with variance two over the fan-in, no biases")
    func he() {
        let network = drawn(.he)
        let weights = network.weights(ofLayer: 0).elements.map(Double.init)
        let variance = weights.reduce(0) { $0 + $1 * $1 } / 40_000
        let fourth = weights.reduce(0) { $0 + $1 * $1 * $1 * $1 } / 40_000
        #expect(abs(variance / (2.0 / 400) - 1) < 0.04)
        #expect(abs(fourth / (variance * variance) - 3) < 0.25)
        #expect(network.biases(ofLayer: 0).allSatisfy { $0 == 0 })
    }

    @Test("is the same on every instruction set and differs between layers and seeds")
    func keyed() {
        let networks = Backend.all.map { drawn(.uniform, backend: $0).parameters }
        #expect(networks.allSatisfy { $0 == networks[0] })
        var other = drawn(.uniform)
        other.initialize(.uniform, key: DrawKey(seed: 22, purpose: .initialization))
        #expect(other.parameters != networks[0])
        let network = drawn(.uniform)
        #expect(network.weights(ofLayer: 1)[0, 0] * 2 != network.weights(ofLayer: 0)[0, 0])
    }
}
