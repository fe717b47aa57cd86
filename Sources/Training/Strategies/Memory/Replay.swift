internal import Experiments

/// Experience replay: every batch of new examples is joined by as many stored ones.
///
/// Chaudhry et al. 2019, "On Tiny Episodic Memories in Continual Learning", algorithm 1, with its reservoir; or with
/// balanced classes (see ``ClassBalancedReservoir``).
///
/// Conventions: the loss is the mean over both halves together; stored examples are drawn afresh for each step, without
/// replacement, and all of them join while there are fewer; the new examples are offered to the memory after the step;
/// they are replayed from the first task on. The paper learns in one pass: with more epochs, an example is offered in
/// the first alone, so that none is stored twice. The default size is the smallest of Buzzega et al. 2020.
struct Replay: Strategy {
    static let schema = VariantSchema(
        "replay",
        [
            ExampleMemory.size(default: 200),
            .init(
                "sampling",
                .choice(["reservoir", "balanced"]),
                default: .text("reservoir"),
                "which examples are kept"
            ),
        ]
    )

    private let size: Int
    private(set) var memory: ExampleMemory

    init(_ settings: VariantSettings) {
        size = settings.integer("buffer")
        let isBalanced = settings.word("sampling") == "balanced"
        memory = ExampleMemory(
            keptBy: isBalanced ? ClassBalancedReservoir(capacity: size) : Reservoir(capacity: size)
        )
    }

    var leavesFirstTaskAlone: Bool { false }
    var rowsPerExample: Int { 2 }

    func extend(_ batch: inout Batch, _ state: TrainingState) {
        memory.extend(&batch, by: memory.draw(batch.newCount, state))
    }

    mutating func stepEnds(_ batch: Batch, _ state: inout TrainingState) {
        if state.place.epoch == 0 { memory.offer(batch, state) }
    }

    func extraOperations(atPosition position: Int, of job: JobSize) -> Int {
        product(job.architecture.stepOperations, ExampleMemory.replayedExamples(size: size, of: job))
    }

    func storedExamples(of job: JobSize) -> Int { ExampleMemory.examples(size: size, of: job) }
}
