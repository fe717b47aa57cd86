internal import Experiments

/// Columns of a training part that are no features, or seem to be none.
struct TableChecks {
    let table: CSVTable

    /// More values than this in a column of names are not made columns, unless a sweep file asks for it.
    static let mostNames = 256
    /// With fewer rows than this, a column may count up by chance.
    private static let fewRows = 10

    /// Columns that are left out, with the reason.
    func useless(_ format: TableFormat) -> [(position: Int, warning: LetheError)] {
        table.columns.compactMap { column in
            switch column.content {
            case .ignored: return nil
            case .undecided: return (column.position, warning(column, "holds no value", "it is left out"))
            case .numbers(let numbers):
                guard table.layout.names != nil, column.name?.isEmpty == true, isIndex(numbers) else { return nil }
                return (
                    column.position,
                    warning(column, "has no name and numbers the rows", "it is left out; give it a name to keep it")
                )
            case .names(_, let names, _):
                let isAskedFor = format.categorical.contains {
                    $0 == .named(column.key) || $0 == .numbered(column.position + 1)
                        || $0 == .numbered(column.position - table.layout.columnCount)
                }
                guard names.count > Self.mostNames, !isAskedFor else { return nil }
                return (
                    column.position,
                    warning(
                        column,
                        "holds \(names.count) different names, such as `\(names[0])`",
                        "it is left out; `categorical: [\(column.key)]` makes a column of each"
                    )
                )
            }
        }
    }

    /// Columns that are features, but may not be meant as such.
    func doubtful() -> [LetheError] {
        table.columns.compactMap { column in
            switch column.content {
            case .undecided, .ignored: return nil
            case .numbers(let numbers):
                if isIndex(numbers) {
                    return warning(column, "numbers the rows", "`ignore: [\(column.key)]` if it is an index")
                }
                guard tellsLabel(numbers.lazy.map { $0.bitPattern }) else { return nil }
            case .names(let codes, let names, _):
                if table.rowCount >= Self.fewRows, names.count == table.rowCount {
                    return warning(
                        column,
                        "holds another name in every row",
                        "`ignore: [\(column.key)]` if it names the rows"
                    )
                }
                guard tellsLabel(codes) else { return nil }
            }
            return warning(
                column,
                "has one value for each class, as if it were the label again",
                "`ignore: [\(column.key)]`, or nothing is left to learn"
            )
        } + duplicates()
    }

    private func duplicates() -> [LetheError] {
        guard let names = table.layout.names else { return [] }
        let counts = Dictionary(names.filter { !$0.isEmpty }.map { ($0, 1) }, uniquingKeysWith: +)
        return counts.filter { $0.value > 1 }.keys.sorted().map { name in
            LetheError(
                "data.csv-columns",
                "`\(table.file)` has \(counts[name, default: 0]) columns `\(name)`",
                hint: "they are told apart by their order; `ignore` takes one out by its number"
            )
        }
    }

    /// Whether whole numbers, as far as float32 tells them apart, count the rows up by one.
    private func isIndex(_ numbers: [Float]) -> Bool {
        guard numbers.count >= Self.fewRows, numbers.allSatisfy({ $0.magnitude < 16_777_216 }) else { return false }
        return zip(numbers, numbers.dropFirst()).allSatisfy { $1 == $0 + 1 }
    }

    /// Whether equal values have equal labels and different ones have different labels.
    private func tellsLabel<Cell: Hashable>(_ values: some Sequence<Cell>) -> Bool {
        let classCount = table.labels.texts.count
        guard table.rowCount >= Self.fewRows, classCount > 1 else { return false }
        var labels: [Cell: Int32] = [:]
        for (value, label) in zip(values, table.labels.rows) {
            let known = labels.updateValue(label, forKey: value)
            guard known == nil || known == label, labels.count <= classCount else { return false }
        }
        return Set(labels.values).count == classCount && labels.count == classCount
    }

    private func warning(_ column: TableColumn, _ what: String, _ hint: String) -> LetheError {
        LetheError("data.csv-columns", "`\(table.file)`: \(column.title) \(what)", hint: hint)
    }
}
