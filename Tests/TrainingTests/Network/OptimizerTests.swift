import Kernels
import Testing
import Training

@Suite("Optimisers take the steps of their papers")
struct OptimizerTests {
    /// Two steps from w = 1 with gradients 0.5 and -0.25 at rate 0.1, against values computed by hand.
    private func twoSteps(_ optimizer: some Optimizer, backend: Backend) -> [Float] {
        var optimizer = optimizer
        var parameters = FloatVector([1, 1, 1])
        return [0.5, -0.25].map { (slope: Float) in
            let gradient = FloatVector([slope, slope, slope])
            optimizer.step(gradient, rate: 0.1, parameters: &parameters, backend: backend)
            #expect(parameters[0] == parameters[2])
            return parameters[0]
        }
    }

    private func expect(_ values: [Float], _ expected: [Double]) {
        for (value, expected) in zip(values, expected) { #expect(abs(Double(value) - expected) < 5e-7) }
    }

    @Test("SGD", arguments: Backend.all)
    func sgd(backend: Backend) {
        // 1 - 0.1 * 0.5; 0.95 + 0.1 * 0.25
        expect(twoSteps(SGD(), backend: backend), [0.95, 0.975])
        // decay 0.2: slopes 0.5 + 0.2, -0.25 + 0.2 * 0.93
        expect(twoSteps(SGD(decay: 0.2), backend: backend), [0.93, 0.9364])
    }

    @Test("momentum", arguments: Backend.all)
    func momentum(backend: Backend) {
        // v = 0.5, then 0.9 * 0.5 - 0.25 = 0.2
        expect(twoSteps(Momentum(), backend: backend), [0.95, 0.93])
        // decay 0.2: v = 0.7, w = 0.93; v = 0.63 - 0.25 + 0.186 = 0.566, w = 0.8734
        expect(twoSteps(Momentum(decay: 0.2), backend: backend), [0.93, 0.8734])
    }

    @Test("Nesterov", arguments: Backend.all)
    func nesterov(backend: Backend) {
        // 0.5 + 0.9 * 0.5 = 0.95; v = 0.2, -0.25 + 0.9 * 0.2 = -0.07
        expect(twoSteps(Momentum(nesterov: true), backend: backend), [0.905, 0.912])
    }

    @Test("Adam", arguments: Backend.all)
    func adam(backend: Backend) {
        // First step: m / (1 - b1) = g, sqrt(v / (1 - b2)) = |g|: a step of the rate, 0.1 * 0.5 / (0.5 + 1e-8).
        // Second: m = 0.9 * 0.05 - 0.025 = 0.02, v = 0.999 * 0.00025 + 0.0000625 = 0.00031225,
        // m / 0.19 = 0.10526316, sqrt(v / 0.001999) = 0.39522279, step 0.02663388.
        expect(twoSteps(Adam(), backend: backend), [0.900000002, 0.873366123])
        // decay 0.2 as part of the gradient: g = 0.7, then -0.25 + 0.2 * 0.9 = -0.07:
        // m = 0.9 * 0.07 - 0.007 = 0.056, v = 0.999 * 0.00049 + 0.0000049 = 0.00049441,
        // m / 0.19 = 0.29473684, sqrt(v / 0.001999) = 0.49732155, step 0.05926484.
        expect(twoSteps(Adam(decay: 0.2), backend: backend), [0.9, 0.840735159])
    }

    @Test("AdamW decays the weights apart from the gradient", arguments: Backend.all)
    func adamW(backend: Backend) {
        // 1 * (1 - 0.1 * 0.2) - 0.1 = 0.88; 0.88 * 0.98 - 0.02663388 = 0.83576612
        expect(twoSteps(Adam(decay: 0.2, decoupled: true), backend: backend), [0.88, 0.83576612])
    }

    @Test("only plain descent can be fused")
    func fusing() {
        #expect(SGD(decay: 0.5).fusedDescent(rate: 0.1) == Descent(rate: 0.1, decay: 0.5))
        #expect(Momentum().fusedDescent(rate: 0.1) == nil)
        #expect(Adam().fusedDescent(rate: 0.1) == nil)
    }

    @Test("a copy of an optimiser keeps its state")
    func snapshot() {
        var parameters = FloatVector([1, 2])
        var optimizer = Adam()
        optimizer.step(FloatVector([1, -1]), rate: 0.1, parameters: &parameters, backend: .best)
        let (copy, saved) = (optimizer, parameters)
        var results: [FloatVector] = []
        for start in [optimizer, copy] {
            var (optimizer, parameters) = (start, saved)
            optimizer.step(FloatVector([0.5, 0.5]), rate: 0.1, parameters: &parameters, backend: .best)
            results.append(parameters)
        }
        #expect(results[0] == results[1])
        #expect(optimizer == copy)
    }

    @Test("a gradient longer than the limit is shortened to it, a shorter one left alone", arguments: Backend.all)
    func clipping(backend: Backend) {
        var gradient = FloatVector([3, 4])
        #expect(backend.clip(&gradient, toNorm: 10) == 5)
        #expect(gradient.elements == [3, 4])
        #expect(backend.clip(&gradient, toNorm: 2.5) == 5)
        #expect(gradient.elements == [1.5, 2])
    }
}
