internal import Experiments
internal import Kernels

/// A memory of limited size for examples of the stream, kept as rows of its training table.
struct ExampleMemory: Sendable {
    /// An example that was kept.
    struct Kept: Sendable {
        /// Its place in the memory.
        let place: Int
        /// Its place in the batch.
        let row: Int
    }

    private(set) var rows: [Int32] = []
    private(set) var labels: [Int32] = []
    private var rule: any SamplingRule

    init(keptBy rule: any SamplingRule) {
        self.rule = rule
    }

    /// Offers the new examples of a batch, one after the other; an example may displace one of the same batch.
    @discardableResult
    mutating func offer(_ batch: Batch, _ state: TrainingState) -> [Kept] {
        var numbers = state.numbers(for: .memory)
        var kept: [Kept] = []
        for (index, (row, label)) in zip(batch.rows, batch.labels).prefix(batch.newCount).enumerated() {
            guard let place = rule.place(forLabel: label, &numbers) else { continue }
            if place == rows.count {
                rows.append(row)
                labels.append(label)
            } else {
                (rows[place], labels[place]) = (row, label)
            }
            kept.append(Kept(place: place, row: index))
        }
        return kept
    }

    /// The places of so many examples, drawn without replacement; of all where there are no more.
    ///
    /// - Parameter lane: tells the draws of a step apart.
    func draw(_ count: Int, lane: Int = 0, _ state: TrainingState) -> [Int] {
        guard rows.count > count else { return Array(rows.indices) }
        var numbers = state.key(for: .replay).numbers(lane: lane)
        return numbers.sample(count, below: rows.count)
    }

    /// Adds the examples in some places to a batch.
    func extend(_ batch: inout Batch, by places: [Int]) {
        guard !places.isEmpty else { return }
        batch.append(rows: places.map { rows[$0] }, labels: places.map { labels[$0] })
    }

    // MARK: What it costs

    /// The setting for the size.
    static func size(default count: Int, _ summary: String = "examples that are stored, of all tasks together")
        -> VariantSchema.Parameter
    {
        .init("buffer", .integer(0...1_000_000_000), default: .integer(count), summary)
    }

    /// Stored examples that pass through the network while a task is learned, if as many as a batch are drawn for each
    /// step. The first steps of a job, when the memory is still filling, count in full.
    static func replayedExamples(size: Int, of job: JobSize) -> Int {
        min(job.examplesPerTask, product(job.stepsPerTask, size))
    }

    /// Examples in a full memory, each offered so many times: a reservoir may keep it as often.
    static func examples(size: Int, offers: Int = 1, of job: JobSize) -> Int {
        min(size, product(job.tasks.train, job.taskCount, offers))
    }
}
