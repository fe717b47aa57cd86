/// A set of a grid's cells, one bit each.
struct CellSet {
    private var words: [UInt64]

    /// The empty set of a grid with so many cells.
    init(capacity: Int) {
        words = [UInt64](repeating: 0, count: (capacity + 63) / 64)
    }

    func contains(_ cell: Int) -> Bool {
        words[cell / 64] >> UInt64(cell % 64) & 1 == 1
    }

    mutating func insert(_ cell: Int) {
        words[cell / 64] |= 1 << UInt64(cell % 64)
    }
}
