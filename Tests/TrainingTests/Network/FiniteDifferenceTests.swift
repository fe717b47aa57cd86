import Kernels
import Testing
import Training

@Suite("Gradients agree with finite differences")
struct FiniteDifferenceTests {
    enum Head: CaseIterable { case crossEntropy, distillation, squaredError, all }

    static let cases = [Nonlinearity.relu, .tanh, .gelu].flatMap { nonlinearity in
        Head.allCases.flatMap { head in (0..<3).map { (nonlinearity, head, $0) } }
    }

    /// The mean loss in double, as a function of the network's parameters.
    struct Objective {
        let head: Head
        let rows: [[Double]]
        let labels: [Int32]
        let stored: [[Double]]
        let active: Range<Int>

        func callAsFunction(_ network: ReferenceNetwork<Double>) -> Double {
            let logits = network.forward(rows).logits
            return logits.indices.reduce(0) { $0 + loss(logits[$1], row: $1) } / Double(rows.count)
        }

        private func loss(_ z: [Double], row: Int) -> Double {
            let hard = Reference.crossEntropy(logits: z, label: Int(labels[row]), active: active, scale: 1).value
            let soft = Reference.distillation(
                logits: z,
                teacher: stored[row],
                inverseTemperature: 0.5,
                active: active,
                scale: 1
            ).value
            let square = Reference.squaredError(logits: z, target: stored[row], active: active, scale: 1).value
            return switch head {
            case .crossEntropy: hard
            case .distillation: soft
            case .squaredError: square
            case .all: 0.5 * hard + 2 * soft + 0.25 * square
            }
        }
    }

    @Test("for every non-linearity and loss", arguments: cases)
    func gradients(nonlinearity: Nonlinearity, head: Head, seed: Int) {
        var setting = Setting(seed: 100 + seed, nonlinearity: nonlinearity, widest: 20, rows: 4)
        var stored = PanelMatrix(capacity: setting.labels.count, columns: setting.network.architecture.outputs)
        for row in 0..<stored.rows {
            for column in 0..<stored.columns { stored[row, column] = setting.numbers.signedUniform() }
        }
        let objective = Objective(
            head: head,
            rows: setting.rows.map { $0.map(Double.init) },
            labels: setting.labels,
            stored: stored.rowMajor.table.map { $0.map(Double.init) },
            active: setting.active
        )
        let gradient = gradient(of: head, &setting, stored: stored)
        let layers = setting.network.layers(of: gradient)
        let network = ReferenceNetwork<Double>(setting.network)
        for _ in 0..<12 {
            let index = setting.numbers.integer(below: layers.count)
            let output = setting.numbers.integer(below: layers[index].biases.count)
            let input = setting.numbers.integer(below: layers[index].weights[0].count + 1) - 1
            let computed = input < 0 ? layers[index].biases[output] : layers[index].weights[output][input]
            let expected = slope(of: objective, at: network, index, output, input)
            #expect(abs(Double(computed) - expected) < 2e-6 + 2e-5 * abs(expected))
        }
    }

    private func gradient(of head: Head, _ setting: inout Setting, stored: PanelMatrix) -> FloatVector {
        let active = ActiveLogits(setting.active)
        let mean = 1 / Float(setting.labels.count)
        setting.network.forward(setting.examples, in: &setting.workspace)
        let (hard, soft, square): (Float, Float, Float) =
            switch head {
            case .crossEntropy: (1, 0, 0)
            case .distillation: (0, 1, 0)
            case .squaredError: (0, 0, 1)
            case .all: (0.5, 2, 0.25)
            }
        if hard > 0 {
            setting.workspace.addCrossEntropy(labels: setting.labels[...], active: active, scale: hard * mean)
        }
        if soft > 0 {
            setting.workspace.addDistillation(teacher: stored, temperature: 2, active: active, scale: soft * mean)
        }
        if square > 0 { setting.workspace.addSquaredError(targets: stored, active: active, scale: square * mean) }
        var gradient = setting.network.architecture.zeros
        setting.network.gradient(in: &setting.workspace, into: &gradient)
        return gradient
    }

    /// The central difference by one weight, or by the bias where `input` is negative. The step is small enough that
    /// hardly any relu changes sides.
    private func slope(
        of objective: Objective,
        at network: ReferenceNetwork<Double>,
        _ layer: Int,
        _ output: Int,
        _ input: Int
    ) -> Double {
        let step = 1e-7
        func moved(by step: Double) -> Double {
            var network = network
            if input < 0 {
                network.layers[layer].biases[output] += step
            } else {
                network.layers[layer].weights[output][input] += step
            }
            return objective(network)
        }
        return (moved(by: step) - moved(by: -step)) / (2 * step)
    }
}
