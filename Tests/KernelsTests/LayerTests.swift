import Foundation
import Testing

@testable import Kernels

@Suite("Layers equal the reference bit for bit")
struct LayerTests {
    /// Seeds of random shapes, strides and alignments, for every instruction set of this machine; more of them:
    /// `LETHE_FUZZ_SEEDS=1000`.
    static let cases = Backend.all.flatMap { backend in
        (0..<(ProcessInfo.processInfo.environment["LETHE_FUZZ_SEEDS"].flatMap(Int.init) ?? 40)).map { (backend, $0) }
    }

    @Test("forward", arguments: cases)
    func forward(backend: Backend, seed: Int) {
        var fuzz = Fuzz(seed: seed)
        let (inputs, outputs, rows) = (fuzz.size(1...600), fuzz.size(1...70), fuzz.size(1...40))
        let layer = RandomLayer(inputs: inputs, outputs: outputs, fuzz: &fuzz)
        let data = fuzz.matrix(rows + 3, inputs)
        let indices = (0..<rows).map { _ in Int32(fuzz.numbers.integer(below: data.rows)) }
        let nonlinearity = Nonlinearity.allCases[fuzz.numbers.integer(below: 4)]
        let selected = indices.map { data[row: Int($0)] }
        let sums = Reference.sums(
            input: selected,
            weights: layer.weights(in: layer.parameters),
            biases: layer.biases(in: layer.parameters)
        )
        let expected = sums.map { $0.map { Reference.apply(nonlinearity, $0) } }

        let gathered = RowMatrix(rows: rows, columns: inputs, elements: selected.flatMap { $0 })
        // The same rows behind others, so that they begin at any alignment.
        let lead = fuzz.spare()
        let behind = RowMatrix(
            rows: lead + rows,
            columns: inputs,
            elements: fuzz.floats(lead * inputs) + gathered.elements
        )
        let forms: [LayerInput] = [
            .examples(Examples(data, indices: indices[...])),
            .examples(Examples(behind, rows: lead..<lead + rows)),
            .activations(PanelMatrix(gathered, capacity: rows + fuzz.spare())),
        ]
        for input in forms {
            var output = fuzz.panels(rows, outputs)
            backend.forward(
                layer.layout,
                of: layer.parameters,
                input: input,
                nonlinearity: nonlinearity,
                output: &output
            )
            #expect(bits(output.rowMajor.table) == bits(expected), "\(rows) x \(inputs) x \(outputs)")
            #expect(output.isPaddedWithZeros)
        }
    }

    @Test("weight gradient, stored, accumulated and descended", arguments: cases)
    func weightGradient(backend: Backend, seed: Int) {
        var fuzz = Fuzz(seed: seed)
        let (inputs, outputs, rows) = (fuzz.size(1...150), fuzz.size(1...90), fuzz.size(1...70))
        let layer = RandomLayer(inputs: inputs, outputs: outputs, fuzz: &fuzz)
        let data = fuzz.matrix(rows, inputs)
        let delta = fuzz.panels(rows, outputs)
        let expected = Reference.weightGradient(input: data.table, delta: delta.rowMajor.table)
        let expectedBias = Reference.biasGradient(delta: delta.rowMajor.table)

        let order = (0..<Int32(rows)).map { $0 }
        let forms: [LayerInput] = [
            .examples(Examples(data, indices: order[...])),
            .activations(PanelMatrix(data, capacity: rows + fuzz.spare())),
        ]
        for input in forms {
            var gradient = FloatVector(zeros: layer.parameters.count)
            backend.weightGradient(layer.layout, input: input, delta: delta, into: &gradient)
            #expect(bits(layer.weights(in: gradient)) == bits(expected), "\(rows) x \(inputs) x \(outputs)")
            #expect(bits([layer.biases(in: gradient)]) == bits([expectedBias]))

            let descent = Descent(rate: 0.3, decay: seed % 2 == 0 ? 0 : 0.01)
            var fused = layer.parameters
            backend.descend(layer.layout, input: input, delta: delta, descent: descent, parameters: &fused)
            var unfused = layer.parameters
            backend.descend(descent, gradient: gradient, parameters: &unfused)
            #expect(fused == unfused)
        }
    }

    @Test("accumulating over two halves of a batch equals the whole", arguments: cases)
    func accumulating(backend: Backend, seed: Int) {
        var fuzz = Fuzz(seed: seed)
        let (inputs, outputs, rows) = (fuzz.size(1...100), fuzz.size(1...60), fuzz.size(1...40))
        let layout = LayerLayout(inputs: inputs, outputs: outputs, offset: 16 * fuzz.spare())
        let data = fuzz.matrix(2 * rows, inputs)
        let delta = fuzz.matrix(2 * rows, outputs)
        var whole = FloatVector(zeros: layout.range.upperBound)
        let all = Examples(data, rows: 0..<2 * rows)
        let panels = PanelMatrix(delta, capacity: 2 * rows + fuzz.spare())
        backend.weightGradient(layout, input: .examples(all), delta: panels, into: &whole)
        var parts = FloatVector(zeros: layout.range.upperBound)
        for half in [0..<rows, rows..<2 * rows] {
            let elements = half.flatMap { delta[row: $0] }
            let errors = PanelMatrix(RowMatrix(rows: rows, columns: outputs, elements: elements), capacity: rows)
            backend.weightGradient(
                layout,
                input: .examples(all[half]),
                delta: errors,
                into: &parts,
                accumulating: true
            )
        }
        #expect(parts == whole)
    }

    @Test("input gradient", arguments: cases)
    func inputGradient(backend: Backend, seed: Int) {
        var fuzz = Fuzz(seed: seed)
        let (inputs, outputs, rows) = (fuzz.size(1...150), fuzz.size(1...300), fuzz.size(1...70))
        let layer = RandomLayer(inputs: inputs, outputs: outputs, fuzz: &fuzz)
        let delta = fuzz.panels(rows, outputs)
        let expected = Reference.inputGradient(
            weights: layer.weights(in: layer.parameters),
            delta: delta.rowMajor.table
        )
        var scratch = TransposeScratch()
        var result = fuzz.panels(rows, inputs)
        backend.inputGradient(
            layer.layout,
            of: layer.parameters,
            delta: delta,
            scratch: &scratch,
            inputDelta: &result
        )
        #expect(bits(result.rowMajor.table) == bits(expected), "\(rows) x \(inputs) x \(outputs)")
        #expect(result.isPaddedWithZeros)
    }

    @Test("derivatives of the non-linearities", arguments: Backend.all)
    func derivatives(backend: Backend) {
        var fuzz = Fuzz(seed: 5)
        let sums = PanelMatrix(
            RowMatrix(rows: 9, columns: 33, elements: fuzz.floats(9 * 33).map { $0 * 4 }),
            capacity: 9
        )
        for nonlinearity in Nonlinearity.allCases {
            var saved = sums
            if !nonlinearity.derivativeNeedsSum { backend.apply(nonlinearity, sums: sums, output: &saved) }
            var delta = fuzz.panels(9, 33)
            let expected = zip(delta.rowMajor.elements, sums.rowMajor.elements).map { delta, sum in
                (delta * Reference.derivative(nonlinearity, sum)).bitPattern
            }
            backend.multiplyByDerivative(of: nonlinearity, saved: saved, delta: &delta)
            if nonlinearity == .relu {
                #expect(delta.rowMajor.elements.map(\.magnitude.bitPattern) == expected.map { $0 & 0x7fff_ffff })
            } else {
                #expect(delta.rowMajor.elements.map(\.bitPattern) == expected)
            }
        }
    }

    @Test("NaN passes through a layer with relu", arguments: Backend.all)
    func nan(backend: Backend) {
        var fuzz = Fuzz(seed: 1)
        let layer = RandomLayer(inputs: 20, outputs: 20, fuzz: &fuzz)
        var data = fuzz.matrix(7, 20)
        data[3, 4] = .nan
        var output = PanelMatrix(capacity: 7, columns: 20)
        backend.forward(
            layer.layout,
            of: layer.parameters,
            input: .examples(Examples(data, rows: 0..<7)),
            nonlinearity: .relu,
            output: &output
        )
        for row in 0..<7 { #expect((0..<20).allSatisfy { output[row, $0].isNaN == (row == 3) }) }
    }
}
