internal import Experiments
internal import Kernels

/// Some examples of each learned task, by which the steps of later tasks are judged.
///
/// `size` / T for each of T tasks (Lopez-Paz & Ranzato 2017, section 3), rounded down, drawn uniformly when the task
/// was learned: what their last ones are where the task was shuffled.
struct EpisodicMemory: Sendable {
    /// Rows of the training table, by task, in the order learned.
    private(set) var tasks: [[Int32]] = []
    private let size: Int

    init(size: Int) {
        self.size = size
    }

    /// Keeps examples of the task that was just learned.
    mutating func keep(_ state: TrainingState) {
        let train = state.stream.tasks[state.place.task].train
        var numbers = state.numbers(for: .memory)
        let kept = numbers.permutation(train.count).prefix(size / state.stream.tasks.count)
        tasks.append(kept.map { Int32(train.lowerBound) + $0 })
    }

    /// Examples that are kept of each task.
    static func share(of size: Int, _ job: JobSize) -> Int { min(size / job.taskCount, job.tasks.train) }

    /// The examples of all tasks but the last.
    static func examples(size: Int, of job: JobSize) -> Int { product(share(of: size, job), job.taskCount - 1) }
}

extension TrainingState {
    /// The gradient of the mean cross-entropy of some rows of the training table, no units dropped.
    ///
    /// Any number of rows: they pass in batches, and the sums go on from one to the next.
    mutating func gradient(ofRows rows: [Int32], into gradient: inout FloatVector) {
        for start in stride(from: 0, to: rows.count, by: workspace.capacity) {
            let part = rows[start..<min(start + workspace.capacity, rows.count)]
            let labels = part.map { stream.train.labels[Int($0)] }
            network.forward(Examples(stream.train.features, indices: part), in: &workspace)
            workspace.addCrossEntropy(
                labels: labels[...],
                active: stream.activeLogits(forLabels: labels[...]),
                scale: 1 / Float(rows.count)
            )
            network.gradient(in: &workspace, into: &gradient, accumulating: start > 0)
        }
    }
}
