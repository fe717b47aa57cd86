import Kernels
import Testing
import Training

@Suite("Dropout")
struct DropoutTests {
    private let key = DrawKey(seed: 9, purpose: .dropout, task: 1, epoch: 2, step: 3)

    @Test("keeps the expected share and scale, and is the same everywhere")
    func mask() {
        let masks = Backend.all.map { backend in
            var mask = PanelMatrix(capacity: 100, columns: 90)
            backend.dropoutMask(&mask, rate: 0.25, key: key, lane: 0)
            return mask.rowMajor
        }
        #expect(masks.allSatisfy { $0 == masks[0] })
        let kept = masks[0].elements.filter { $0 != 0 }
        #expect(kept.allSatisfy { $0 == 1 / 0.75 })
        // 9,000 draws: five standard deviations are 205.
        #expect(abs(kept.count - 6750) < 205)
    }

    @Test("takes 16 bits of the key's numbers for each unit, two blocks for 16 units", arguments: Backend.all)
    func sixteenBits(backend: Backend) {
        var mask = PanelMatrix(capacity: 5, columns: 39)
        backend.dropoutMask(&mask, rate: 0.5, key: key, lane: 2)
        var numbers = key.numbers(lane: 2)
        for row in 0..<5 {
            let words = (0..<3 * 8).map { _ in numbers.next() }
            for column in 0..<39 {
                let half = column % 2 == 0 ? words[column / 2] & 0xFFFF : words[column / 2] >> 16
                #expect(mask[row, column] == (half < 32768 ? 0 : 2))
            }
        }
    }

    @Test("a dropped unit passes nothing forward and nothing backward", arguments: [Nonlinearity.relu, .tanh, .gelu])
    func dropped(nonlinearity: Nonlinearity) {
        for seed in 0..<8 {
            var setting = Setting(seed: seed, nonlinearity: nonlinearity, dropout: 0.5, rows: 1)
            guard !setting.network.architecture.hidden.isEmpty else { continue }
            setting.learn(dropout: key)
            var gradient = setting.network.architecture.zeros
            setting.network.gradient(in: &setting.workspace, into: &gradient)
            let layers = setting.network.layers(of: gradient)
            for unit in 0..<setting.network.architecture.hidden[0]
            where setting.workspace.activations[0][0, unit] == 0 {
                #expect(nonlinearity == .relu || layers[0].weights[unit].allSatisfy { $0 == 0 })
                #expect(layers[1].weights.allSatisfy { $0[unit] == 0 })
            }
        }
    }

    @Test("without a key nothing is dropped")
    func evaluation() {
        var setting = Setting(seed: 4, dropout: 0.5)
        setting.network.forward(setting.examples, in: &setting.workspace)
        let logits = setting.workspace.logits.rowMajor
        let plain = ReferenceNetwork<Float>(setting.network).forward(setting.rows).logits
        #expect(bits(logits.table) == bits(plain))
    }
}
