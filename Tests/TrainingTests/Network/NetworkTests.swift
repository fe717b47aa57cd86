import Kernels
import Testing
import Training

@Suite("Network")
struct NetworkTests {
    static let cases = Backend.all.flatMap { backend in (0..<20).map { (backend, $0) } }

    @Test("a whole pass equals the reference bit for bit", arguments: cases)
    func pass(backend: Backend, seed: Int) {
        var setting = Setting(seed: seed, backend: backend)
        let loss = setting.learn()
        var gradient = setting.network.architecture.zeros
        setting.network.gradient(in: &setting.workspace, into: &gradient)

        let reference = ReferenceNetwork<Float>(setting.network)
        let pass = reference.forward(setting.rows)
        #expect(bits(setting.workspace.logits.rowMajor.table) == bits(pass.logits))
        let losses = zip(pass.logits, setting.labels).map { logits, label in
            Reference.crossEntropy(
                logits: logits,
                label: Int(label),
                active: setting.active,
                scale: 1 / Float(setting.labels.count)
            )
        }
        #expect(loss == losses.reduce(0) { $0 + Double($1.value) })
        let expected = reference.gradient(pass, logitsDelta: losses.map(\.delta))
        for (layer, expected) in zip(setting.network.layers(of: gradient), expected) {
            #expect(bits(layer.weights) == bits(expected.weights))
            #expect(bits([layer.biases]) == bits([expected.biases]))
        }
    }

    @Test("the fused step equals gradient and step bit for bit", arguments: cases)
    func fused(backend: Backend, seed: Int) {
        var setting = Setting(seed: seed, backend: backend)
        let descent = Descent(rate: 0.1, decay: seed % 2 == 0 ? 0 : 0.05)
        setting.learn()
        var gradient = setting.network.architecture.zeros
        setting.network.gradient(in: &setting.workspace, into: &gradient)
        var unfused = setting.network.parameters
        backend.descend(descent, gradient: gradient, parameters: &unfused)

        setting.learn()
        setting.network.descend(descent, in: &setting.workspace)
        #expect(setting.network.parameters == unfused)
    }

    @Test("a copy is a snapshot")
    func snapshot() {
        var setting = Setting(seed: 3)
        let before = setting.network
        let parameters = before.parameters.elements
        setting.learn()
        setting.network.descend(Descent(rate: 0.1), in: &setting.workspace)
        #expect(before.parameters.elements == parameters)
        #expect(setting.network.parameters != before.parameters)
    }

    @Test("a shorter batch in the same workspace equals one in a new workspace")
    func shorterBatch() {
        var setting = Setting(seed: 11, rows: 20)
        setting.learn()
        let part = setting.examples[4..<11]
        setting.network.forward(part, in: &setting.workspace)
        var fresh = Workspace(for: setting.network, capacity: 7, use: .training)
        setting.network.forward(part, in: &fresh)
        #expect(setting.workspace.logits.rowMajor == fresh.logits.rowMajor)
    }

    @Test("layers can be read and written in plain order")
    func plainOrder() {
        let network = Setting(seed: 5).network
        var copy = Network(network.architecture, backend: network.backend)
        for index in network.architecture.layers.indices {
            copy.setLayer(
                index,
                weights: network.weights(ofLayer: index),
                biases: network.biases(ofLayer: index)
            )
        }
        #expect(copy.parameters == network.parameters)
    }

    @Test("accuracy, loss and predictions do not depend on the batches of an evaluation", arguments: Backend.all)
    func evaluation(backend: Backend) {
        let setting = Setting(seed: 8, backend: backend, rows: 31)
        let active = ActiveLogits(setting.active)
        var results: [Evaluation] = []
        var predictions: [[Int32]] = []
        for capacity in [1, 7, 31, 64] {
            var workspace = Workspace(for: setting.network, capacity: capacity, use: .evaluation)
            var predicted = [Int32](repeating: -1, count: 31)
            results.append(
                setting.network.evaluate(
                    setting.examples,
                    labels: setting.labels[...],
                    active: active,
                    in: &workspace,
                    predicted: &predicted
                ) {}
            )
            predictions.append(predicted)
        }
        #expect(Set(results).count == 1)
        #expect(Set(predictions).count == 1)
        let right = zip(predictions[0], setting.labels).filter { $0 == $1 }.count
        #expect(results[0].correct == right && results[0].count == 31)
    }
}
