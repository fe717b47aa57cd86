/// A number for every task after every learned task: R (accuracies) or L (losses).
///
/// Row `after` holds the state after that many tasks were learned; row 0 is initialisation. Columns are tasks in the
/// order learned, position 1 ... T.
public struct TaskMatrix: Hashable, Sendable {
    /// T.
    public let taskCount: Int
    /// The rows measured so far, row 0 first; each of `taskCount` numbers.
    public private(set) var rows: [[Double]]

    /// A matrix with the rows measured so far.
    public init(taskCount: Int, rows: [[Double]] = []) {
        precondition(rows.count <= taskCount + 1 && rows.allSatisfy { $0.count == taskCount }, "rows of T numbers")
        self.taskCount = taskCount
        self.rows = rows
    }

    /// Adds the row after the next task.
    public mutating func append(_ row: [Double]) {
        precondition(row.count == taskCount && rows.count <= taskCount, "a row has a number for each of the T tasks")
        rows.append(row)
    }

    /// Whether all T + 1 rows are there.
    public var isComplete: Bool { rows.count == taskCount + 1 }

    /// R[after][position], `after` in 0 ... T and `position` in 1 ... T.
    public subscript(after: Int, position: Int) -> Double {
        rows[after][position - 1]
    }
}
