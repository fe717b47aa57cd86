import Kernels
import Training

/// A network as plain arrays: the oracle for whole passes, in float for bits and in double for accuracy.
struct ReferenceNetwork<Scalar: ReferenceScalar> {
    struct Layer {
        var weights: [[Scalar]]
        var biases: [Scalar]
    }

    var layers: [Layer]
    let nonlinearity: Nonlinearity

    init(_ network: Network) {
        nonlinearity = network.architecture.nonlinearity
        layers = network.architecture.layers.indices.map { index in
            let weights = network.weights(ofLayer: index)
            return Layer(
                weights: (0..<weights.rows).map { weights[row: $0].map { Scalar($0) } },
                biases: network.biases(ofLayer: index).map { Scalar($0) }
            )
        }
    }

    /// What a pass leaves behind: each layer's input and sums; the last sums are the logits.
    struct Pass {
        var inputs: [[[Scalar]]] = []
        var sums: [[[Scalar]]] = []
        var logits: [[Scalar]] { sums[sums.count - 1] }
    }

    func forward(_ examples: [[Scalar]]) -> Pass {
        var pass = Pass()
        var input = examples
        for layer in layers {
            let sums = Reference.sums(input: input, weights: layer.weights, biases: layer.biases)
            pass.inputs.append(input)
            pass.sums.append(sums)
            input = sums.map { $0.map { Reference.apply(nonlinearity, $0) } }
        }
        return pass
    }

    /// The gradient of every layer, given the derivative of the loss by the logits.
    func gradient(_ pass: Pass, logitsDelta: [[Scalar]]) -> [Layer] {
        var delta = logitsDelta
        var gradient: [Layer] = []
        for index in layers.indices.reversed() {
            gradient.append(
                Layer(
                    weights: Reference.weightGradient(input: pass.inputs[index], delta: delta),
                    biases: Reference.biasGradient(delta: delta)
                )
            )
            guard index > 0 else { break }
            let below = Reference.inputGradient(weights: layers[index].weights, delta: delta)
            delta = zip(below, pass.sums[index - 1]).map { row in
                zip(row.0, row.1).map { $0 * Reference.derivative(nonlinearity, $1) }
            }
        }
        return gradient.reversed()
    }
}

extension Network {
    /// A vector in the parameters' layout as plain layers.
    func layers(of vector: FloatVector) -> [ReferenceNetwork<Float>.Layer] {
        var other = self
        other.parameters = vector
        return ReferenceNetwork<Float>(other).layers
    }
}

extension RowMatrix {
    var table: [[Float]] { (0..<rows).map { self[row: $0] } }
}

func bits(_ table: [[Float]]) -> [[UInt32]] {
    table.map { $0.map { $0 == 0 ? 0 : $0.bitPattern } }
}
