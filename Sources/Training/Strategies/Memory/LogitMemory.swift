internal import Experiments
internal import Kernels

/// A reservoir of examples with the logits that the network had for them when they were stored.
struct LogitMemory: Sendable {
    private(set) var examples: ExampleMemory
    private(set) var logits: [[Float]] = []

    init(size: Int) {
        examples = ExampleMemory(keptBy: Reservoir(capacity: size))
    }

    /// Offers the new examples of a step with the logits of its forward pass.
    mutating func offer(_ batch: Batch, _ state: TrainingState) {
        let current = state.workspace.logits
        for kept in examples.offer(batch, state) {
            let answer = (0..<current.columns).map { current[kept.row, $0] }
            if kept.place == logits.count { logits.append(answer) } else { logits[kept.place] = answer }
        }
    }

    /// Adds strength times the mean squared distance between the logits of some rows of the batch and the stored ones
    /// of the places they come from; returns the summed loss.
    func addLoss(
        strength: Float,
        rows: Range<Int>,
        from places: [Int],
        _ batch: Batch,
        _ state: inout TrainingState
    ) -> Double {
        // A strength of 0 adds nothing, even of what is infinite.
        guard !rows.isEmpty, strength > 0 else { return 0 }
        var targets = state.workspace.logits
        for (row, place) in zip(rows, places) {
            for (column, value) in logits[place].enumerated() { targets[row, column] = value }
        }
        let first = batch.labels.startIndex
        let labels = batch.labels[first + rows.lowerBound..<first + rows.upperBound]
        let loss = state.workspace.addSquaredError(
            targets: targets,
            rows: rows,
            active: state.stream.activeLogits(forLabels: labels),
            scale: strength / Float(rows.count)
        )
        return Double(strength) * loss
    }

    /// Examples in a full memory, which is offered them in every epoch.
    static func examples(size: Int, of job: JobSize) -> Int {
        ExampleMemory.examples(size: size, offers: job.epochs, of: job)
    }

    /// Bytes of the logits of a full memory.
    static func logitBytes(size: Int, of job: JobSize) -> Int {
        product(examples(size: size, of: job), job.architecture.outputs, MemoryLayout<Float>.size)
    }

    /// The weight of the stored logits, as sweep files write it.
    static let strength = VariantSchema.Parameter(
        "alpha",
        .number(0...Float.greatestFiniteMagnitude),
        default: .number(0.1),
        "weight of the stored logits against the new labels"
    )
}
