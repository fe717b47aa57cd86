internal import Experiments
internal import Statistics

/// The moments of every number of the matrices of several jobs.
struct MatrixMoments: Hashable, Sendable {
    let taskCount: Int
    private(set) var jobCount = 0
    private var moments: [Moments]

    init(taskCount: Int) {
        self.taskCount = taskCount
        moments = Array(repeating: Moments(), count: (taskCount + 1) * taskCount)
    }

    /// Takes a complete matrix into account.
    mutating func add(_ matrix: TaskMatrix) {
        precondition(matrix.isComplete && matrix.taskCount == taskCount, "matrices of one size")
        jobCount += 1
        for (after, row) in matrix.rows.enumerated() {
            for (column, value) in row.enumerated() { moments[after * taskCount + column].add(value) }
        }
    }

    /// The moments of R[after][position].
    subscript(after: Int, position: Int) -> Moments {
        moments[after * taskCount + position - 1]
    }
}
