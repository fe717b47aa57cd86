/// A matrix in panels of 16 columns, as the kernels like it: activations, logits, errors (examples by units).
///
/// Element (i, j) lies at `(j / 16) * 16 * rows + i * 16 + j % 16`. Columns that fill up the last panel hold zero.
/// The number of rows may change up to the capacity without a new allocation.
public struct PanelMatrix: Sendable {
    /// Columns per panel.
    public static let panelWidth = 16

    /// The number of rows in use.
    public private(set) var rows: Int
    /// The number of columns (units).
    public let columns: Int
    /// The most rows there is room for.
    public let capacity: Int

    var values: FloatVector

    /// A matrix of zeros with room for `capacity` rows, all in use.
    public init(capacity: Int, columns: Int) {
        precondition(capacity > 0 && columns > 0, "a matrix needs at least one row and one column")
        self.capacity = capacity
        self.columns = columns
        rows = capacity
        values = FloatVector(zeros: capacity * Self.panels(columns) * Self.panelWidth)
    }

    /// Changes the number of rows in use. The elements become meaningless, but for those of an all-zero matrix.
    public mutating func setRows(_ rows: Int) {
        precondition(rows > 0 && rows <= capacity, "more rows than there is room for")
        self.rows = rows
    }

    /// Sets every element to zero.
    public mutating func clear() {
        values.clear()
    }

    /// The element in a row and a column.
    public subscript(row: Int, column: Int) -> Float {
        get { values[index(row, column)] }
        set { values[index(row, column)] = newValue }
    }

    /// The rows in use as a row-major matrix.
    public var rowMajor: RowMatrix {
        var elements: [Float] = []
        elements.reserveCapacity(rows * columns)
        for row in 0..<rows {
            for column in 0..<columns { elements.append(self[row, column]) }
        }
        return RowMatrix(rows: rows, columns: columns, elements: elements)
    }

    /// The floats from one panel to the next.
    var panel: Int { rows * Self.panelWidth }

    /// The floats in use, padding included.
    var used: Int { panel * Self.panels(columns) }

    static func panels(_ columns: Int) -> Int { (columns + panelWidth - 1) / panelWidth }

    private func index(_ row: Int, _ column: Int) -> Int {
        precondition(row >= 0 && row < rows && column >= 0 && column < columns, "no such element")
        return column / Self.panelWidth * panel + row * Self.panelWidth + column % Self.panelWidth
    }
}
