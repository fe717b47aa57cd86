import Kernels
import Testing
import Training

@Suite("Losses on the logits")
struct LossSourceTests {
    @Test("inactive logits get exactly zero gradient")
    func inactive() {
        for seed in 0..<20 {
            var setting = Setting(seed: seed)
            setting.learn()
            for row in setting.workspace.logitsDelta.rowMajor.table {
                for (column, value) in row.enumerated() where !setting.active.contains(column) { #expect(value == 0) }
            }
        }
    }

    @Test("rows may be split among losses")
    func splitRows() {
        var setting = Setting(seed: 4, rows: 10)
        setting.learn()
        let whole = setting.workspace.logitsDelta.rowMajor
        setting.network.forward(setting.examples, in: &setting.workspace)
        var sum = 0.0
        for rows in [0..<4, 4..<10] {
            sum += setting.workspace.addCrossEntropy(
                labels: setting.labels[rows],
                rows: rows,
                active: ActiveLogits(setting.active),
                scale: 0.1
            )
        }
        #expect(setting.workspace.logitsDelta.rowMajor == whole)
        #expect(sum > 0)
    }

    @Test("the same loss twice doubles the derivative")
    func twice() {
        var setting = Setting(seed: 6)
        setting.learn()
        let once = setting.workspace.logitsDelta.rowMajor.elements
        setting.workspace.addCrossEntropy(
            labels: setting.labels[...],
            active: ActiveLogits(setting.active),
            scale: 1 / Float(setting.labels.count)
        )
        #expect(setting.workspace.logitsDelta.rowMajor.elements == once.map { 2 * $0 })
    }

    @Test("a logit that overflowed makes the loss not finite", arguments: Backend.all)
    func overflow(backend: Backend) {
        var setting = Setting(seed: 2, backend: backend)
        let last = setting.network.architecture.layers.count - 1
        var biases = setting.network.biases(ofLayer: last)
        biases[setting.active.lowerBound] = .infinity
        setting.network.setLayer(last, weights: setting.network.weights(ofLayer: last), biases: biases)
        #expect(!setting.learn().isFinite)
    }

    @Test("squares of the examples' gradients are summed, not squares of the mean")
    func squaredGradients() {
        for seed in 0..<10 {
            var setting = Setting(seed: 50 + seed)
            let architecture = setting.network.architecture
            setting.network.forward(setting.examples, in: &setting.workspace)
            setting.workspace.addCrossEntropy(
                labels: setting.labels[...],
                active: ActiveLogits(setting.active),
                scale: 1
            )
            var sum = architecture.zeros
            setting.network.addSquaredGradients(in: &setting.workspace, to: &sum)
            var expected = [Double](repeating: 0, count: architecture.vectorCount)
            for row in setting.labels.indices {
                var gradient = architecture.zeros
                setting.network.forward(setting.examples[row..<row + 1], in: &setting.workspace)
                setting.workspace.addCrossEntropy(
                    labels: setting.labels[row...row],
                    active: ActiveLogits(setting.active),
                    scale: 1
                )
                setting.network.gradient(in: &setting.workspace, into: &gradient)
                for (index, value) in gradient.elements.enumerated() {
                    expected[index] += Double(value) * Double(value)
                }
            }
            for (value, expected) in zip(sum.elements, expected) {
                #expect(abs(Double(value) - expected) <= 1e-5 * expected + 1e-12)
            }
        }
    }
}
