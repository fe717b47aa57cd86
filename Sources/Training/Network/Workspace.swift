public import Kernels

/// The memory of one forward and backward pass: allocated once, used for every batch up to its capacity.
public struct Workspace: Sendable {
    /// What the memory is for.
    public enum Use: Sendable {
        /// Forward and backward passes.
        case training
        /// Forward passes alone.
        case evaluation
    }

    /// The logits of the last forward pass, examples by outputs.
    public var logits: PanelMatrix { activations[activations.count - 1] }

    /// The output of each layer in the last forward pass; hidden activations (after dropout) first, logits last.
    public internal(set) var activations: [PanelMatrix]

    /// The derivative of the loss by the logits, summed over the losses that were added since the last forward pass.
    public var logitsDelta: PanelMatrix { deltas[deltas.count - 1] }

    /// Room for the labels of a batch, for `Examples.gather(_:offset:into:)` to fill.
    public var labels: [Int32]

    /// The number of examples of the last forward pass.
    public internal(set) var rows = 0

    /// The most examples of a batch.
    public let capacity: Int

    let architecture: Architecture
    let backend: Backend
    let use: Use
    var input: Examples?
    var sums: [PanelMatrix] = []
    var deltas: [PanelMatrix] = []
    var masks: [PanelMatrix] = []
    var dropsOut = false
    var extraDelta: PanelMatrix?
    var losses: [Float]
    var hasDelta = false
    var scratch = TransposeScratch()

    /// Memory for batches of up to `capacity` examples.
    public init(for network: Network, capacity: Int, use: Use) {
        precondition(capacity > 0, "a batch has at least one example")
        self.capacity = capacity
        self.use = use
        architecture = network.architecture
        backend = network.backend
        let widths = architecture.hidden + [architecture.outputs]
        activations = widths.map { PanelMatrix(capacity: capacity, columns: $0) }
        labels = Array(repeating: 0, count: capacity)
        losses = Array(repeating: 0, count: capacity)
        guard use == .training else { return }
        deltas = activations
        let hidden = activations.dropLast()
        if architecture.nonlinearity.derivativeNeedsSum { sums = Array(hidden) }
        if architecture.dropout > 0 { masks = Array(hidden) }
        for layer in architecture.layers.dropFirst() {
            scratch.reserve(rows: capacity, outputs: layer.outputs, inputs: layer.inputs)
        }
    }

    /// Begins a forward pass.
    mutating func begin(_ examples: Examples) {
        precondition(examples.count > 0 && examples.count <= capacity, "a batch of 1 to \(capacity) examples")
        input = examples
        hasDelta = false
        guard rows != examples.count else { return }
        rows = examples.count
        for index in activations.indices { activations[index].setRows(rows) }
        for index in deltas.indices { deltas[index].setRows(rows) }
        for index in sums.indices { sums[index].setRows(rows) }
        for index in masks.indices { masks[index].setRows(rows) }
        extraDelta?.setRows(rows)
    }

    /// What layer `index` reads.
    func input(ofLayer index: Int) -> LayerInput {
        if index > 0 { return .activations(activations[index - 1]) }
        guard let input else { preconditionFailure("a forward pass comes first") }
        return .examples(input)
    }
}
