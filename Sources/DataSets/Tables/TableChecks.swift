internal import Experiments

/// Columns of a training part that are no features, or seem to be none.
struct TableChecks {
    /// What is odd about a column.
    private enum Oddity: CaseIterable {
        case isEmpty, isNamelessIndex, hasManyNames
        case isIndex, namesRows, tellsLabel

        /// Whether such a column is taken out of the features.
        var isUseless: Bool {
            switch self {
            case .isEmpty, .isNamelessIndex, .hasManyNames: true
            case .isIndex, .namesRows, .tellsLabel: false
            }
        }

        var message: String {
            switch self {
            case .isEmpty: "without any value"
            case .isNamelessIndex: "without a name and with another whole number in every row, as an index has"
            case .hasManyNames: "of more than \(TableChecks.mostNames) different names"
            case .isIndex: "with another whole number in every row, as an index has"
            case .namesRows: "with another name in every row"
            case .tellsLabel: "with one value for each class, as if it were the label again"
            }
        }

        func hint(_ keys: String) -> String {
            switch self {
            case .isEmpty: "left out"
            case .isNamelessIndex: "left out; give it a name to keep it"
            case .hasManyNames: "left out; `categorical: [\(keys)]` makes a column of each name"
            case .isIndex, .namesRows: "`ignore: [\(keys)]` if that is no feature"
            case .tellsLabel: "`ignore: [\(keys)]`, or nothing is left to learn"
            }
        }
    }

    /// More values than this in a column of names are not made columns, unless a sweep file asks for it.
    static let mostNames = 256
    /// With fewer rows than this, a column may look odd by chance.
    private static let fewRows = 10
    private static let mostShown = 8

    private let table: CSVTable
    private let found: [(column: TableColumn, oddity: Oddity)]

    /// Looks at every column that is read.
    init(_ table: CSVTable, _ format: TableFormat) {
        self.table = table
        let classes = RowClasses(table.labels)
        found = table.columns.compactMap { column in
            Self.oddity(of: column, in: table, classes, format).map { (column, $0) }
        }
    }

    /// Where in the file the columns stand that are no features.
    var uselessPositions: Set<Int> { Set(found.filter(\.oddity.isUseless).map(\.column.position)) }

    /// A warning for each kind of oddity.
    var warnings: [LetheError] {
        Oddity.allCases.compactMap { oddity in
            let columns = found.filter { $0.oddity == oddity }.map(\.column)
            guard !columns.isEmpty else { return nil }
            let shown = columns.prefix(Self.mostShown).map(\.title).joined(separator: ", ")
            let more = columns.count > Self.mostShown ? " and \(columns.count - Self.mostShown) more" : ""
            let keys = columns.prefix(Self.mostShown).map(\.key).joined(separator: ", ")
            return LetheError(
                "data.csv-columns",
                "`\(table.file)` has \(shown)\(more) \(oddity.message)",
                hint: oddity.hint(keys)
            )
        } + duplicates
    }

    private var duplicates: [LetheError] {
        let counts = Dictionary((table.layout.names ?? []).filter { !$0.isEmpty }.map { ($0, 1) }, uniquingKeysWith: +)
        return counts.filter { $0.value > 1 }.keys.sorted().prefix(Self.mostShown).map { name in
            LetheError(
                "data.csv-columns",
                "`\(table.file)` has \(counts[name, default: 0]) columns `\(name)`",
                hint: "they are told apart by their order; `ignore` takes one out by its number"
            )
        }
    }

    private static func oddity(
        of column: TableColumn,
        in table: CSVTable,
        _ classes: RowClasses,
        _ format: TableFormat
    ) -> Oddity? {
        switch column.content {
        case .ignored: return nil
        case .undecided: return .isEmpty
        case .numbers(let numbers):
            if isIndex(numbers, of: column, in: table) { return column.name == "" ? .isNamelessIndex : .isIndex }
            return tellsLabel(numbers.lazy.map(\.bitPattern), classes) ? .tellsLabel : nil
        case .names(let rows, let names, _):
            if names.count > mostNames, !isAskedFor(column, table, format) { return .hasManyNames }
            if names.count == table.rowCount, table.rowCount >= fewRows { return .namesRows }
            return tellsLabel(rows, classes) ? .tellsLabel : nil
        }
    }

    private static func isAskedFor(_ column: TableColumn, _ table: CSVTable, _ format: TableFormat) -> Bool {
        format.categorical.contains {
            switch $0 {
            case .named(let name): name == column.name
            case .numbered(let number):
                number == column.position + 1 || number == column.position - table.layout.columnCount
            }
        }
    }

    /// Whether numbers count the rows, or tell them apart as an index does once rows are shuffled and taken out.
    private static func isIndex(_ numbers: [Float], of column: TableColumn, in table: CSVTable) -> Bool {
        if countsRows(numbers) { return numbers.count >= fewRows || column.name == "" }
        guard numbers.count >= fewRows, numbers.allSatisfy({ $0 >= 0 && $0.rounded() == $0 }),
            Set(numbers).count == numbers.count
        else { return false }
        if isNamedAsIndex(column, table) { return true }
        let limit = Float(numbers.count) * spreadOfIndex
        return numbers.count >= fewShuffledRows && numbers.allSatisfy { $0 <= limit }
    }

    /// With fewer rows than this, the numbers of a feature may all be different by chance.
    private static let fewShuffledRows = 20
    /// A training part has most numbers of its table's index, or at least a third.
    private static let spreadOfIndex: Float = 3

    /// Whether a column is called as programs call an index, or alone has no name.
    private static func isNamedAsIndex(_ column: TableColumn, _ table: CSVTable) -> Bool {
        guard let name = column.name?.lowercased() else { return false }
        if name.isEmpty { return table.layout.names?.count { $0.isEmpty } == 1 }
        return ["id", "index"].contains(name) || name.hasPrefix("unnamed: ")
    }

    /// Whether whole numbers, as far as float32 tells them apart, count the rows up by one.
    private static func countsRows(_ numbers: [Float]) -> Bool {
        guard numbers.allSatisfy({ $0.magnitude < 16_777_216 }) else { return false }
        return zip(numbers, numbers.dropFirst()).allSatisfy { $1 == $0 + 1 }
    }

    /// Whether equal values have equal classes and different ones have different classes.
    private static func tellsLabel<Cell: Hashable>(_ values: some Sequence<Cell>, _ classes: RowClasses) -> Bool {
        guard classes.ofRows.count >= fewRows, classes.count > 1 else { return false }
        var known: [Cell: Int] = [:]
        for (value, number) in zip(values, classes.ofRows) {
            let before = known.updateValue(number, forKey: value)
            guard before == nil || before == number, known.count <= classes.count else { return false }
        }
        return known.count == classes.count && Set(known.values).count == classes.count
    }

    /// The class of each row: labels that are equal numbers are one.
    private struct RowClasses {
        let count: Int
        let ofRows: [Int]

        init(_ labels: TableLabels) {
            let classes = ClassLabels(labels.texts)
            let ofText = labels.texts.map(classes.number)
            count = classes.names.count
            ofRows = labels.rows.map { ofText[Int($0)] }
        }
    }
}
