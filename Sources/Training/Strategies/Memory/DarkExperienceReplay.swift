internal import Experiments

/// Dark experience replay: stored examples are to keep the logits that the network had for them when they were stored.
///
/// Buzzega et al. 2020, "Dark Experience for General Continual Learning", equation 5: the mean cross-entropy of the new
/// examples + alpha * the mean over stored ones of the squared distance of their logits from the stored logits.
///
/// Conventions: the distance is summed over logits, as in the equation; the authors' code takes its mean over K logits,
/// so its alpha is K times this one, and the default 0.1 is its 1 for permuted MNIST, whose K is 10. Logits are those
/// of the training step in which the example was offered (before its update, units dropped), and only those active in
/// the example's task count. An example is offered to the reservoir in every epoch. As many stored examples as new
/// ones, drawn without replacement.
struct DarkExperienceReplay: Strategy {
    static let schema = VariantSchema("der", [ExampleMemory.size(default: 200), LogitMemory.strength])

    private let size: Int
    private let alpha: Float
    private(set) var memory: LogitMemory
    /// Where the stored rows of the current batch come from.
    private var places: [Int] = []

    init(_ settings: VariantSettings) {
        size = settings.integer("buffer")
        alpha = settings.number("alpha")
        memory = LogitMemory(size: size)
    }

    var leavesFirstTaskAlone: Bool { false }
    var rowsPerExample: Int { 2 }

    mutating func extend(_ batch: inout Batch, _ state: TrainingState) {
        places = memory.examples.draw(batch.newCount, state)
        memory.examples.extend(&batch, by: places)
    }

    func addLosses(of batch: Batch, _ state: inout TrainingState) -> Double {
        let loss = state.addCrossEntropy(of: batch, rows: 0..<batch.newCount)
        return loss
            + memory.addLoss(strength: alpha, rows: batch.newCount..<batch.count, from: places, batch, &state)
    }

    mutating func stepEnds(_ batch: Batch, _ state: inout TrainingState) {
        memory.offer(batch, state)
    }

    func extraOperations(atPosition position: Int, of job: JobSize) -> Int {
        product(job.architecture.stepOperations, ExampleMemory.replayedExamples(size: size, of: job))
    }

    func extraBytes(of job: JobSize) -> Int { LogitMemory.logitBytes(size: size, of: job) }
    func storedExamples(of job: JobSize) -> Int { LogitMemory.examples(size: size, of: job) }
}
