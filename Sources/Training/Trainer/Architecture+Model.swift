internal import Experiments
internal import Kernels

extension Architecture {
    /// The network that a model asks for.
    init(_ model: Experiment.Model, inputs: Int, outputs: Int) {
        let nonlinearity: Nonlinearity =
            switch model.activation {
            case .relu: .relu
            case .tanh: .tanh
            case .gelu: .gelu
            }
        self.init(
            inputs: inputs,
            hidden: model.hidden,
            outputs: outputs,
            nonlinearity: nonlinearity,
            dropout: model.hidden.isEmpty ? 0 : model.dropout
        )
    }
}
