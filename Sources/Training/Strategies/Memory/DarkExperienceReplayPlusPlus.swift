internal import Experiments

/// Dark experience replay with labels: a second draw of stored examples is to keep its labels.
///
/// Buzzega et al. 2020, "Dark Experience for General Continual Learning", equation 6: ``DarkExperienceReplay`` + beta *
/// the mean cross-entropy of stored examples, which are drawn independently of those whose logits count.
///
/// Conventions as in ``DarkExperienceReplay``; beta 0.5 is one of the values that the paper settles on.
struct DarkExperienceReplayPlusPlus: Strategy {
    static let schema = VariantSchema(
        "der++",
        [
            ExampleMemory.size(default: 200),
            LogitMemory.strength,
            .init(
                "beta",
                .number(0...Float.greatestFiniteMagnitude),
                default: .number(0.5),
                "weight of the stored labels against the new ones"
            ),
        ]
    )

    private let size: Int
    private let alpha: Float
    private let beta: Float
    private(set) var memory: LogitMemory
    /// Where those rows of the current batch come from whose logits count.
    private var places: [Int] = []

    init(_ settings: VariantSettings) {
        size = settings.integer("buffer")
        alpha = settings.number("alpha")
        beta = settings.number("beta")
        memory = LogitMemory(size: size)
    }

    var leavesFirstTaskAlone: Bool { false }
    var rowsPerExample: Int { 3 }

    mutating func extend(_ batch: inout Batch, _ state: TrainingState) {
        places = memory.examples.draw(batch.newCount, state)
        memory.examples.extend(&batch, by: places)
        memory.examples.extend(&batch, by: memory.examples.draw(batch.newCount, lane: 1, state))
    }

    func addLosses(of batch: Batch, _ state: inout TrainingState) -> Double {
        let ends = (batch.newCount, batch.newCount + places.count)
        var loss = state.addCrossEntropy(of: batch, rows: 0..<ends.0)
        loss += memory.addLoss(strength: alpha, rows: ends.0..<ends.1, from: places, batch, &state)
        // A weight of 0 adds nothing, even of what is infinite.
        if ends.1 < batch.count, beta > 0 {
            loss += Double(beta) * state.addCrossEntropy(of: batch, rows: ends.1..<batch.count, weight: beta)
        }
        return loss
    }

    mutating func stepEnds(_ batch: Batch, _ state: inout TrainingState) {
        memory.offer(batch, state)
    }

    func extraOperations(atPosition position: Int, of job: JobSize) -> Int {
        product(2, job.architecture.stepOperations, ExampleMemory.replayedExamples(size: size, of: job))
    }

    func extraBytes(of job: JobSize) -> Int { LogitMemory.logitBytes(size: size, of: job) }
    func storedExamples(of job: JobSize) -> Int { LogitMemory.examples(size: size, of: job) }
}
