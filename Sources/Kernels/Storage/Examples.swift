/// Some rows of a matrix of examples, in an order: what a batch is before anything is copied.
public struct Examples: Sendable {
    /// Which rows.
    enum Selection: Sendable {
        case range(Range<Int>)
        case indices(ArraySlice<Int32>)
    }

    /// All examples.
    public let features: RowMatrix
    let selection: Selection

    /// Consecutive rows.
    public init(_ features: RowMatrix, rows: Range<Int>) {
        precondition(rows.lowerBound >= 0 && rows.upperBound <= features.rows, "rows out of range")
        self.features = features
        selection = .range(rows)
    }

    /// Rows by index, as often and in the order in which they are named. Usually a slice of a shuffled order.
    public init(_ features: RowMatrix, indices: ArraySlice<Int32>) {
        precondition(indices.allSatisfy { $0 >= 0 && Int($0) < features.rows }, "row index out of range")
        self.features = features
        selection = .indices(indices)
    }

    /// The number of rows selected.
    public var count: Int {
        switch selection {
        case .range(let range): range.count
        case .indices(let indices): indices.count
        }
    }

    /// Some of these rows, by their place in the order.
    public subscript(part: Range<Int>) -> Examples {
        switch selection {
        case .range(let range):
            let start = range.lowerBound + part.lowerBound
            precondition(part.lowerBound >= 0 && part.upperBound <= range.count, "rows out of range")
            return Examples(features, rows: start..<start + part.count)
        case .indices(let indices):
            precondition(part.lowerBound >= 0 && part.upperBound <= indices.count, "rows out of range")
            let start = indices.startIndex + part.lowerBound
            return Examples(features, indices: indices[start..<start + part.count])
        }
    }

    /// The entries of `values` (one for each row of `features`) that belong to these rows, each plus `offset`.
    public func gather(_ values: [Int32], offset: Int32 = 0, into gathered: inout [Int32]) {
        precondition(values.count == features.rows && gathered.count >= count, "one value for each example")
        switch selection {
        case .range(let range):
            for (place, row) in range.enumerated() { gathered[place] = values[row] + offset }
        case .indices(let indices):
            for (place, row) in indices.enumerated() { gathered[place] = values[Int(row)] + offset }
        }
    }
}
