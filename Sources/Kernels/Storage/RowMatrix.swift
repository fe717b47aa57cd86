/// A row-major matrix with value semantics: examples by features.
public struct RowMatrix: Sendable, Equatable {
    /// The number of rows (examples).
    public let rows: Int
    /// The number of columns (features).
    public let columns: Int

    var values: FloatVector

    /// A matrix of zeros.
    public init(rows: Int, columns: Int) {
        precondition(rows >= 0 && columns > 0, "a matrix needs rows and at least one column")
        self.rows = rows
        self.columns = columns
        values = FloatVector(zeros: rows * columns)
    }

    /// A matrix of the given elements, row by row.
    public init(rows: Int, columns: Int, elements: [Float]) {
        precondition(elements.count == rows * columns, "as many elements as rows times columns")
        self.rows = rows
        self.columns = columns
        values = FloatVector(elements)
    }

    /// The element in a row and a column.
    public subscript(row: Int, column: Int) -> Float {
        get { values[index(row, column)] }
        set { values[index(row, column)] = newValue }
    }

    /// A copy of a row.
    public subscript(row row: Int) -> [Float] {
        values[index(row, 0)..<index(row, 0) + columns]
    }

    /// All elements, row by row.
    public var elements: [Float] { values.elements }

    /// Replaces `row` by as many elements as the matrix has columns.
    public mutating func setRow(_ row: Int, to elements: [Float]) {
        precondition(elements.count == columns, "a row has as many elements as the matrix has columns")
        let (to, count) = (index(row, 0), columns)
        unsafe values.withMutablePointer { target in
            unsafe elements.withUnsafeBufferPointer { source in
                guard let source = source.baseAddress else { return }
                unsafe (target + to).update(from: source, count: count)
            }
        }
    }

    /// Replaces `row` by a row of another matrix with as many columns.
    public mutating func setRow(_ row: Int, to source: RowMatrix, row sourceRow: Int) {
        precondition(source.columns == columns, "matrices differ in columns")
        let (to, from, count) = (index(row, 0), source.index(sourceRow, 0), columns)
        unsafe values.withMutablePointer { target in
            unsafe source.values.withPointer { unsafe (target + to).update(from: $0 + from, count: count) }
        }
    }

    private func index(_ row: Int, _ column: Int) -> Int {
        precondition(row >= 0 && row < rows && column >= 0 && column < columns, "no such element")
        return row * columns + column
    }
}
