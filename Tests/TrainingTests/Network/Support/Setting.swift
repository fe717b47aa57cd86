import Experiments
import Kernels
import Training

/// A random network with a random batch.
struct Setting {
    var network: Network
    let examples: Examples
    let rows: [[Float]]
    let labels: [Int32]
    let active: Range<Int>
    var workspace: Workspace
    var numbers: RandomNumbers

    init(
        seed: Int,
        nonlinearity: Nonlinearity? = nil,
        backend: Backend = .best,
        dropout: Float = 0,
        widest: Int = 50,
        rows: Int? = nil
    ) {
        var numbers = DrawKey(seed: UInt64(seed), purpose: DrawKey.Purpose(rawValue: 254)).numbers()
        func size(_ limit: Int) -> Int { 1 + numbers.integer(below: limit) }
        let architecture = Architecture(
            inputs: size(widest),
            hidden: (0..<numbers.integer(below: 4)).map { _ in size(widest) },
            outputs: 1 + size(20),
            nonlinearity: nonlinearity ?? [.relu, .tanh, .gelu][numbers.integer(below: 3)],
            dropout: dropout
        )
        network = Network(architecture, backend: backend)
        network.initialize(.uniform, key: DrawKey(seed: UInt64(seed), purpose: .initialization))
        let count = rows ?? size(33)
        let features = RowMatrix(
            rows: count + 5,
            columns: architecture.inputs,
            elements: (0..<(count + 5) * architecture.inputs).map { _ in numbers.signedUniform() }
        )
        let indices = (0..<count).map { _ in Int32(numbers.integer(below: features.rows)) }
        examples = Examples(features, indices: indices[...])
        self.rows = indices.map { features[row: Int($0)] }
        let first = numbers.integer(below: architecture.outputs)
        let last = first + 1 + numbers.integer(below: architecture.outputs - first)
        active = first..<last
        labels = indices.map { _ in Int32(first + numbers.integer(below: last - first)) }
        workspace = Workspace(for: network, capacity: count + 3, use: .training)
        self.numbers = numbers
    }

    /// A forward pass and the mean cross-entropy's derivative.
    @discardableResult
    mutating func learn(dropout: DrawKey? = nil) -> Double {
        network.forward(examples, in: &workspace, dropout: dropout)
        return workspace.addCrossEntropy(
            labels: labels[...],
            active: ActiveLogits(active),
            scale: 1 / Float(labels.count)
        )
    }
}
