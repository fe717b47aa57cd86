public import Kernels

/// A multilayer perceptron: an architecture and its parameters, a value.
///
/// A training step is ``forward(_:in:dropout:)``, one or more losses on the workspace, then one of the backward passes:
///
///     network.forward(examples, in: &workspace)
///     let loss = workspace.addCrossEntropy(labels: labels, active: active, scale: 1 / Float(examples.count))
///     network.descend(Descent(rate: 0.1), in: &workspace)
public struct Network: Sendable {
    /// The shape.
    public let architecture: Architecture
    /// The kernels that compute; they never show in the results.
    public let backend: Backend
    /// All weights and biases, laid out by `architecture.layers`.
    public var parameters: FloatVector

    /// A network whose parameters are zero.
    public init(_ architecture: Architecture, backend: Backend) {
        self.architecture = architecture
        self.backend = backend
        parameters = architecture.zeros
    }

    /// The weights of a layer, outputs by inputs.
    public func weights(ofLayer index: Int) -> RowMatrix {
        let layer = architecture.layers[index]
        var weights = RowMatrix(rows: layer.outputs, columns: layer.inputs)
        for output in 0..<layer.outputs {
            for input in 0..<layer.inputs {
                weights[output, input] = parameters[layer.weight(input: input, output: output)]
            }
        }
        return weights
    }

    /// The biases of a layer.
    public func biases(ofLayer index: Int) -> [Float] {
        let layer = architecture.layers[index]
        return (0..<layer.outputs).map { parameters[layer.bias(output: $0)] }
    }

    /// Replaces a layer's weights (outputs by inputs) and biases.
    public mutating func setLayer(_ index: Int, weights: RowMatrix, biases: [Float]) {
        let layer = architecture.layers[index]
        precondition(weights.rows == layer.outputs && weights.columns == layer.inputs, "weights of another shape")
        precondition(biases.count == layer.outputs, "biases of another shape")
        for output in 0..<layer.outputs {
            parameters[layer.bias(output: output)] = biases[output]
            for input in 0..<layer.inputs {
                parameters[layer.weight(input: input, output: output)] = weights[output, input]
            }
        }
    }
}
