public import Kernels

extension Network {
    /// Computes the gradient of the losses added to the workspace, in the parameters' layout.
    ///
    /// - Parameter accumulating: whether the chains over the batch go on from what is in `gradient`.
    public func gradient(
        in workspace: inout Workspace,
        into gradient: inout FloatVector,
        accumulating: Bool = false
    ) {
        for index in architecture.layers.indices.reversed() {
            if index > 0 { propagate(through: index, in: &workspace) }
            backend.weightGradient(
                architecture.layers[index],
                input: workspace.input(ofLayer: index),
                delta: workspace.deltas[index],
                into: &gradient,
                accumulating: accumulating
            )
        }
    }

    /// Takes a step of gradient descent on the losses added to the workspace, each layer's as its gradient is made: the
    /// same bits as ``gradient(in:into:accumulating:)`` and `Backend.descend`, in less time and without a gradient.
    public mutating func descend(_ descent: Descent, in workspace: inout Workspace) {
        for index in architecture.layers.indices.reversed() {
            if index > 0 { propagate(through: index, in: &workspace) }
            backend.descend(
                architecture.layers[index],
                input: workspace.input(ofLayer: index),
                delta: workspace.deltas[index],
                descent: descent,
                parameters: &parameters
            )
        }
    }

    /// Adds to `sum`, for each parameter, the squares of the examples' own gradients, summed over the batch.
    ///
    /// An example's gradient of a weight is x * delta, so the sum of squares is the product of the squared matrices.
    /// The losses must have been added with scale 1: squares of gradients averaged over a batch are something else.
    public func addSquaredGradients(in workspace: inout Workspace, to sum: inout FloatVector) {
        for index in architecture.layers.indices.reversed() {
            if index > 0 { propagate(through: index, in: &workspace) }
            let layer = architecture.layers[index]
            var inputs = PanelMatrix(capacity: workspace.rows, columns: layer.inputs)
            var deltas = PanelMatrix(capacity: workspace.rows, columns: layer.outputs)
            backend.gather(workspace.input(ofLayer: index), squared: true, into: &inputs)
            backend.gather(.activations(workspace.deltas[index]), squared: true, into: &deltas)
            backend.weightGradient(layer, input: .activations(inputs), delta: deltas, into: &sum, accumulating: true)
        }
    }

    /// Computes the error of the layer below `index` from the error of `index`.
    private func propagate(through index: Int, in workspace: inout Workspace) {
        precondition(workspace.use == .training && workspace.hasDelta, "a forward pass and a loss come first")
        let below = index - 1
        backend.inputGradient(
            architecture.layers[index],
            of: parameters,
            delta: workspace.deltas[index],
            scratch: &workspace.scratch,
            inputDelta: &workspace.deltas[below]
        )
        if workspace.dropsOut { backend.multiply(&workspace.deltas[below], by: workspace.masks[below]) }
        let saved = workspace.sums.isEmpty ? workspace.activations[below] : workspace.sums[below]
        backend.multiplyByDerivative(of: architecture.nonlinearity, saved: saved, delta: &workspace.deltas[below])
    }
}
