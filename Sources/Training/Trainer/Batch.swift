internal import Kernels

/// The examples of one optimiser step: rows of the stream's training table and their labels, new ones first.
struct Batch: Sendable {
    /// Rows of the training table.
    var rows: ArraySlice<Int32>
    /// The label column of each row.
    var labels: ArraySlice<Int32>
    /// How many of the rows are new; the rest was stored earlier.
    let newCount: Int

    /// A batch of new examples.
    init(rows: ArraySlice<Int32>, labels: ArraySlice<Int32>) {
        self.rows = rows
        self.labels = labels
        newCount = rows.count
    }

    /// The number of rows.
    var count: Int { rows.count }

    /// Adds stored examples behind the new ones.
    mutating func append(rows: [Int32], labels: [Int32]) {
        self.rows.append(contentsOf: rows)
        self.labels.append(contentsOf: labels)
    }
}
