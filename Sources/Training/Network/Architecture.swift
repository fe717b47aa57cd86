public import Kernels

/// The shape of a multilayer perceptron: widths from the input to the logits, the hidden layers' non-linearity,
/// dropout.
public struct Architecture: Sendable, Hashable {
    /// The number of features.
    public let inputs: Int
    /// The widths of the hidden layers, from the input on; may be empty.
    public let hidden: [Int]
    /// The number of logits, of all heads together.
    public let outputs: Int
    /// The non-linearity of the hidden layers.
    public let nonlinearity: Nonlinearity
    /// The probability of dropping a hidden unit while training.
    public let dropout: Float
    /// Where each layer lies in a flat vector of parameters.
    public let layers: [LayerLayout]

    /// A perceptron.
    public init(inputs: Int, hidden: [Int], outputs: Int, nonlinearity: Nonlinearity = .relu, dropout: Float = 0) {
        precondition(dropout >= 0 && dropout < 1, "a dropout rate from 0 to below 1")
        self.inputs = inputs
        self.hidden = hidden
        self.outputs = outputs
        self.nonlinearity = nonlinearity
        self.dropout = dropout
        var layers: [LayerLayout] = []
        for (input, output) in zip([inputs] + hidden, hidden + [outputs]) {
            layers.append(LayerLayout(inputs: input, outputs: output, offset: layers.last?.range.upperBound ?? 0))
        }
        self.layers = layers
    }

    /// The length of a flat vector of parameters, padding included.
    public var vectorCount: Int { layers.last?.range.upperBound ?? 0 }

    /// The number of weights and biases.
    public var parameterCount: Int { layers.reduce(0) { $0 + ($1.inputs + 1) * $1.outputs } }

    /// Multiply-adds of all layers' weights, for one example: a forward pass is 2 operations for each of them.
    public var weightCount: Int { layers.reduce(0) { $0 + $1.inputs * $1.outputs } }

    /// Floating-point operations of a forward pass, per example.
    public var forwardOperations: Int { 2 * weightCount }

    /// Floating-point operations of a forward and a backward pass, per example: the first layer needs no input
    /// gradient.
    public var stepOperations: Int {
        guard let first = layers.first else { return 0 }
        return 6 * weightCount - 2 * first.inputs * first.outputs
    }

    /// A vector of zeros as long as the parameters.
    public var zeros: FloatVector { FloatVector(zeros: vectorCount) }
}
