/// Whether the first row of a table holds names, as its fields and those below tell.
struct HeaderGuess {
    let hasHeader: Bool
    /// Whether the names are numbers that count up, which an example could be as well.
    let isOfNumbers: Bool

    /// Looks at the first rows of a table.
    ///
    /// - Parameter expected: names by which a header is known.
    init(_ rows: [[CSVReader.Field]], label: DataSource.Column, decimal: UInt8, expected: [String]?) {
        let first = rows.first ?? []
        let below = rows.dropFirst().filter { $0.count == first.count }
        let counts = Self.countsUp(first)
        var hasHeader = false
        if case .named = label {
            hasHeader = true
        } else if let expected, expected.allSatisfy(Set(first.map(\.text)).contains) {
            hasHeader = true
        } else if below.isEmpty {
            hasHeader = first.allSatisfy { Self.kind($0, decimal) == .name }
        } else {
            hasHeader = Self.isUnlike(first, below, decimal) || counts
        }
        self.hasHeader = hasHeader
        isOfNumbers = hasHeader && counts
    }

    private enum Kind {
        case number, missing, name
    }

    private static func kind(_ field: CSVReader.Field, _ decimal: UInt8) -> Kind {
        switch TableCell(field.bytes, decimal: decimal) {
        case .number: .number
        case .missing: .missing
        case .text, .badNumber: .name
        }
    }

    /// Whether the row has a name above a column of numbers, or nothing but names that never come again below it.
    private static func isUnlike(
        _ first: [CSVReader.Field],
        _ below: [[CSVReader.Field]],
        _ decimal: UInt8
    ) -> Bool {
        var comesAgain = false
        var areNames = true
        for index in first.indices {
            let kind = kind(first[index], decimal)
            areNames = areNames && kind != .number
            guard kind == .name else { continue }
            let kinds = below.lazy.map { Self.kind($0[index], decimal) }
            if kinds.allSatisfy({ $0 != .name }), kinds.contains(.number) { return true }
            comesAgain = comesAgain || below.contains { $0[index].bytes == first[index].bytes }
        }
        return areNames && !comesAgain
    }

    /// Whether the fields count up by one from 0 or 1, as a program writes that knows no names; the first may be empty.
    private static func countsUp(_ row: [CSVReader.Field]) -> Bool {
        let numbers = row.first?.bytes.isEmpty == true ? row.dropFirst() : row[...]
        guard numbers.count >= 4 else { return false }
        let texts = numbers.map(\.text)
        return texts == (0..<texts.count).map(String.init) || texts == (1...texts.count).map(String.init)
    }
}
