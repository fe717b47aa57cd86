internal import Experiments
internal import Kernels
internal import Training

/// A network with data and the memory of a training step, to be timed part by part.
struct KernelSubject {
    /// Examples per batch of an evaluation.
    static let evaluationBatch = 120

    private static let examples = 1920

    private var network: Network
    private let features: RowMatrix
    private let labels: [Int32]
    private let order: [Int32]
    private let active: ActiveLogits
    private var workspace: Workspace
    private var evaluation: Workspace
    private var outputs: [PanelMatrix]
    private var deltas: [PanelMatrix]
    private var scratch = TransposeScratch()
    private let batch: Int
    private var position = 0

    init(inputs: Int, hidden: [Int], batch: Int, backend: Backend) {
        self.batch = batch
        network = Network(Architecture(inputs: inputs, hidden: hidden, outputs: 10), backend: backend)
        network.initialize(.uniform, key: DrawKey(seed: 1, purpose: .initialization))
        var numbers = DrawKey(seed: 1, purpose: .shuffle).numbers()
        let elements = (0..<Self.examples * inputs).map { _ in numbers.uniform() }
        features = RowMatrix(rows: Self.examples, columns: inputs, elements: elements)
        labels = (0..<Self.examples).map { _ in Int32(numbers.integer(below: 10)) }
        order = numbers.permutation(Self.examples)
        active = ActiveLogits(0..<10)
        workspace = Workspace(for: network, capacity: batch, use: .training)
        evaluation = Workspace(for: network, capacity: Self.evaluationBatch, use: .evaluation)
        outputs = (hidden + [10]).map { PanelMatrix(capacity: batch, columns: $0) }
        deltas = outputs
    }

    /// Floating-point operations of one run of a phase.
    func operations(of phase: KernelPhase) -> Double {
        let weights = network.architecture.weightCount
        let first = network.architecture.layers[0]
        return switch phase {
        case .forward, .weightGradient: Double(2 * batch * weights)
        case .inputGradient: Double(2 * batch * (weights - first.inputs * first.outputs))
        case .evaluation: Double(2 * 4 * Self.evaluationBatch * weights)
        case .step: Double(batch * network.architecture.stepOperations)
        }
    }

    mutating func run(_ phase: KernelPhase) {
        switch phase {
        case .forward: forward()
        case .weightGradient: weightGradient()
        case .inputGradient: inputGradient()
        case .evaluation: evaluate()
        case .step: step()
        }
    }

    private mutating func next(_ count: Int) -> Range<Int> {
        if position + count > Self.examples { position = 0 }
        defer { position += count }
        return position..<position + count
    }

    private mutating func forward() {
        network.forward(Examples(features, indices: order[next(batch)]), in: &workspace)
    }

    private mutating func weightGradient() {
        let examples = Examples(features, indices: order[next(batch)])
        for (index, layer) in network.architecture.layers.enumerated() {
            let input: LayerInput = index == 0 ? .examples(examples) : .activations(outputs[index - 1])
            let descent = Descent(rate: 0.01)
            network.backend.descend(
                layer,
                input: input,
                delta: deltas[index],
                descent: descent,
                parameters: &network.parameters
            )
        }
    }

    private mutating func inputGradient() {
        for (index, layer) in network.architecture.layers.enumerated().dropFirst() {
            network.backend.inputGradient(
                layer,
                of: network.parameters,
                delta: deltas[index],
                scratch: &scratch,
                inputDelta: &deltas[index - 1]
            )
        }
    }

    private mutating func evaluate() {
        let rows = next(4 * Self.evaluationBatch)
        _ = network.evaluate(Examples(features, rows: rows), labels: labels[rows], active: active, in: &evaluation)
    }

    private mutating func step() {
        let examples = Examples(features, indices: order[next(batch)])
        network.forward(examples, in: &workspace)
        examples.gather(labels, into: &workspace.labels)
        workspace.addCrossEntropy(labels: workspace.labels[0..<batch], active: active, scale: 1 / Float(batch))
        network.descend(Descent(rate: 0.001), in: &workspace)
    }
}
