/// Where the weights and biases of one dense layer lie in a flat vector of parameters (or of gradients, velocities …).
///
/// The layer is a panel-packed matrix of `1 + inputs` rows by `outputs` columns: row 0 holds the biases, row 1 + k the
/// weights from input k. Columns that fill up the last panel of 16 hold zero, in gradients and optimiser state as well.
public struct LayerLayout: Sendable, Hashable {
    /// The number of inputs.
    public let inputs: Int
    /// The number of units.
    public let outputs: Int
    /// The index of the layer's first float; a multiple of 16.
    public let offset: Int

    /// A layer that begins at `offset`.
    public init(inputs: Int, outputs: Int, offset: Int) {
        precondition(inputs > 0 && outputs > 0, "a layer needs inputs and outputs")
        precondition(offset >= 0 && offset % PanelMatrix.panelWidth == 0, "layers begin on whole cache lines")
        self.inputs = inputs
        self.outputs = outputs
        self.offset = offset
    }

    /// The number of floats, padding included.
    public var count: Int { PanelMatrix.panels(outputs) * panel }

    /// The floats of the layer within the flat vector.
    public var range: Range<Int> { offset..<offset + count }

    /// The index of the weight from an input to an output.
    public func weight(input: Int, output: Int) -> Int {
        precondition(input >= 0 && input < inputs && output >= 0 && output < outputs, "no such weight")
        return element(row: 1 + input, column: output)
    }

    /// The index of the bias of an output.
    public func bias(output: Int) -> Int {
        precondition(output >= 0 && output < outputs, "no such bias")
        return element(row: 0, column: output)
    }

    /// The floats from one panel to the next.
    var panel: Int { (1 + inputs) * PanelMatrix.panelWidth }

    private func element(row: Int, column: Int) -> Int {
        let width = PanelMatrix.panelWidth
        return offset + column / width * panel + row * width + column % width
    }
}
