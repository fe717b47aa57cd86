/// Whether the first row of a table holds names, as its fields and those below tell.
struct HeaderGuess {
    let hasHeader: Bool
    /// Whether the names are numbers in even steps, which an example could be as well.
    let isOfNumbers: Bool
    /// Whether nothing but the label, which no other row has, tells the row from an example.
    let restsOnLabel: Bool

    /// With fewer rows than this, a label may be the only one of its kind by chance.
    private static let fewRows = 10

    /// Looks at the first rows of a table.
    ///
    /// - Parameter expected: names by which a header is known.
    init(_ rows: [[CSVReader.Field]], label: DataSource.Column, decimal: UInt8, expected: [String]?) {
        let first = rows.first ?? []
        let below = rows.dropFirst().filter { $0.count == first.count }
        let counts = Self.countsUp(first)
        var hasHeader = false
        var isOfNumbers = counts
        var restsOnLabel = false
        switch label {
        case .named: hasHeader = true
        case .numbered(let number):
            let labelIndex = number > 0 ? number - 1 : first.count + number
            if let expected, expected.allSatisfy(Set(first.map(\.text)).contains) {
                hasHeader = true
            } else if below.isEmpty {
                hasHeader = first.allSatisfy { Self.kind($0, decimal) == .name }
            } else if Self.isUnlike(first, below, decimal) || counts {
                hasHeader = true
            } else if Self.standsAlone(first, below, labelIndex) {
                let areInSteps = Self.areInSteps(first, labelIndex, decimal)
                let isName = Self.kind(first[labelIndex], decimal) == .name
                hasHeader = isName || areInSteps && first.count >= Self.fewestSteps
                isOfNumbers = areInSteps
                restsOnLabel = isName && !areInSteps
            }
        }
        self.hasHeader = hasHeader
        self.isOfNumbers = hasHeader && isOfNumbers
        self.restsOnLabel = hasHeader && restsOnLabel
    }

    /// Whether labels come so often in rows that one which stands in a single row is odd.
    static func comeAgain(labels labelCount: Int, rows rowCount: Int) -> Bool {
        rowCount >= fewRows && labelCount <= rowCount / rowsOfLabel
    }

    /// With fewer rows than this for each label, many a label stands alone.
    private static let rowsOfLabel = 3

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

    /// Whether the first row's label comes never again, and others do.
    private static func standsAlone(
        _ first: [CSVReader.Field],
        _ below: [[CSVReader.Field]],
        _ labelIndex: Int
    ) -> Bool {
        guard first.indices.contains(labelIndex) else { return false }
        let labels = Set(below.map(\.[labelIndex].bytes))
        return !labels.contains(first[labelIndex].bytes) && comeAgain(labels: labels.count, rows: below.count)
    }

    /// Fewer numbers than this may be in even steps by chance.
    private static let fewestSteps = 4

    /// Whether the fields count up by one from 0 or 1, as a program writes that knows no names; the first may be empty.
    private static func countsUp(_ row: [CSVReader.Field]) -> Bool {
        let numbers = row.first?.bytes.isEmpty == true ? row.dropFirst() : row[...]
        guard numbers.count >= fewestSteps else { return false }
        let texts = numbers.map(\.text)
        return texts == (0..<texts.count).map(String.init) || texts == (1...texts.count).map(String.init)
    }

    /// Whether the numbers go up or down in even steps, such as years or wavelengths; the label may be a name, and the
    /// first field empty.
    private static func areInSteps(_ row: [CSVReader.Field], _ labelIndex: Int, _ decimal: UInt8) -> Bool {
        var numbers: [Float] = []
        for (index, field) in row.enumerated() {
            switch TableCell(field.bytes, decimal: decimal) {
            case .number(let number): numbers.append(number)
            case .missing where index == 0: continue
            case .missing, .text, .badNumber: if index != labelIndex { return false }
            }
        }
        guard numbers.count > 2 else { return false }
        let steps = zip(numbers, numbers.dropFirst()).map { $1 - $0 }
        // Decimals are a little off their steps.
        return steps[0] != 0 && steps.allSatisfy { ($0 - steps[0]).magnitude <= steps[0].magnitude / 100 }
    }
}
