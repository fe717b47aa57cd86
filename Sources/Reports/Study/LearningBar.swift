internal import Experiments

/// What a network must exceed right after a task to have learned anything of it.
///
/// Whoever always names the task's most frequent class, of share m among its n test examples, is right on m of them.
/// What exceeds m by two standard errors, m + 2 sqrt(m (1 - m) / n), is taken for learned. A task whose test examples
/// are all of one class leaves nothing to tell.
struct LearningBar: Sendable {
    /// By the stream's number of a task; one for all where tasks do not differ in their classes.
    private let bars: [Double?]

    /// The bars of a stream. Where a cap takes the first examples, their classes count as those of the whole part.
    init(_ stream: Experiment.Stream, on dataset: DatasetSummary) {
        let groups = ClassGroups(stream, classCount: dataset.classCount)
        let supply = TaskSupply(stream, on: dataset)
        bars = groups.distinctTasks.map { task in
            let counts = supply.cappedCounts(ofTask: task, .test)
            let count = Double(counts.reduce(0, +))
            let share = Double(counts.max() ?? 0) / count
            return share < 1 ? share + 2 * (share * (1 - share) / count).squareRoot() : nil
        }
    }

    /// Whether a job with a complete matrix learned no task though it might have; false where there was none to learn.
    func isExceededByNone(_ accuracy: TaskMatrix, learned ordering: Ordering) -> Bool {
        let learnable = ordering.tasks.enumerated().compactMap { place, task in
            bars[bars.count == 1 ? 0 : task].map { (accuracy[place + 1, place + 1], bar: $0) }
        }
        return !learnable.isEmpty && learnable.allSatisfy { $0 <= $1 }
    }
}
