public import Kernels

extension Network {
    /// Computes the logits of some examples, in `workspace.logits`.
    ///
    /// - Parameter dropout: the key of the masks' random numbers (a lane for each hidden layer); without it no unit is
    ///   dropped, as in evaluation.
    public func forward(_ examples: Examples, in workspace: inout Workspace, dropout: DrawKey? = nil) {
        workspace.begin(examples)
        workspace.dropsOut = dropout != nil && architecture.dropout > 0
        for (index, layer) in architecture.layers.enumerated() {
            let input = workspace.input(ofLayer: index)
            let isHidden = index < architecture.layers.count - 1
            let nonlinearity = isHidden ? architecture.nonlinearity : .identity
            if isHidden && !workspace.sums.isEmpty {
                backend.forward(
                    layer,
                    of: parameters,
                    input: input,
                    nonlinearity: .identity,
                    output: &workspace.sums[index]
                )
                backend.apply(nonlinearity, sums: workspace.sums[index], output: &workspace.activations[index])
            } else {
                backend.forward(
                    layer,
                    of: parameters,
                    input: input,
                    nonlinearity: nonlinearity,
                    output: &workspace.activations[index]
                )
            }
            if isHidden, workspace.dropsOut, let dropout {
                let rate = architecture.dropout
                backend.dropoutMask(&workspace.masks[index], rate: rate, key: dropout, lane: index)
                backend.multiply(&workspace.activations[index], by: workspace.masks[index])
            }
        }
    }
}
