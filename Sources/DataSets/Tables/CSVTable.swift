internal import Experiments

/// The examples of a CSV file: a column for each feature and a label in each row.
struct CSVTable {
    /// The file as errors name it.
    let file: String
    let layout: TableLayout
    /// The feature columns: in the order of the file, or of the training part's file.
    private(set) var columns: [TableColumn] = []
    private(set) var labels: TableLabels
    /// Rows of which every field is empty.
    private(set) var emptyRowCount = 0
    /// Comment lines between and after the rows.
    private(set) var commentCount = 0

    private var mistakes: [LetheError] = []
    /// The first row of another number of fields than the first row's, and how many such rows there are.
    private var ragged: (first: LetheError, count: Int)?
    private static let mostMistakes = 20

    var rowCount: Int { labels.rows.count }

    /// The name of the label's column.
    var labelName: String? { layout.names?[layout.labelIndex] }

    /// Reads the content of a file.
    ///
    /// - Parameters:
    ///   - file: the file, for errors.
    ///   - training: the training part, whose columns are looked for.
    /// - Throws: every mistake of the file.
    init(
        _ content: [UInt8],
        label: DataSource.Column,
        format: TableFormat = TableFormat(),
        file: String,
        matching training: CSVTable? = nil
    ) throws(LetheErrors) {
        self.file = file
        do throws(LetheError) {
            layout = try TableLayout(
                content,
                label: label,
                format: format,
                file: file,
                like: training?.layout
            )
        } catch {
            throw LetheErrors([error])
        }
        labels = TableLabels(decimal: layout.decimal)
        if let training {
            let match = try ColumnMatch(of: layout, in: file, to: training, ignoring: format.ignored)
            columns = match.columns
            try readRows()
            columns = match.sources.map { columns[$0] }
        } else {
            columns = try Self.columns(layout, format, file)
            try readRows()
        }
    }

    /// The columns that a format tells of, before any row is read.
    private static func columns(
        _ layout: TableLayout,
        _ format: TableFormat,
        _ file: String
    ) throws(LetheErrors) -> [TableColumn] {
        let categorical = try positions(format.categorical, "categorical", layout, file)
        let ignored = try positions(format.ignored, "ignore", layout, file)
        return (0..<layout.columnCount).filter { $0 != layout.labelIndex }.map { position in
            TableColumn(
                name: layout.names?[position],
                position: position,
                decimal: layout.decimal.byte,
                content: ignored.contains(position)
                    ? .ignored : categorical.contains(position) ? TableColumn.noNames : .undecided
            )
        }
    }

    /// Takes columns out of the features, by where they stand in the file.
    mutating func leaveOut(_ positions: Set<Int>) {
        for index in columns.indices where positions.contains(columns[index].position) { columns[index].leaveOut() }
    }

    private static func positions(
        _ wanted: [DataSource.Column],
        _ key: String,
        _ layout: TableLayout,
        _ file: String
    ) throws(LetheErrors) -> Set<Int> {
        var positions: Set<Int> = []
        var mistakes: [LetheError] = []
        for column in wanted {
            let found: [Int]
            let shown: String
            switch column {
            case .named(let name):
                found = (layout.names ?? []).indices.filter { layout.names?[$0] == name }
                shown = name
            case .numbered(let number):
                let position = number > 0 ? number - 1 : layout.columnCount + number
                found = (0..<layout.columnCount).contains(position) && number != 0 ? [position] : []
                shown = String(number)
            }
            positions.formUnion(found)
            // A name that is to be ignored may stand in the test part alone.
            let isMistake = found.isEmpty ? key != "ignore" : found.contains(layout.labelIndex)
            guard isMistake else { continue }
            mistakes.append(
                LetheError(
                    "data.csv-columns",
                    found.isEmpty
                        ? "`\(file)` has no column `\(shown)`, which `\(key)` names"
                        : "`\(key)` names `\(shown)`, which is the label",
                    hint: "columns are named as in the header, or by their number from 1",
                    at: .init(file: file, line: 1, column: 1)
                )
            )
        }
        guard mistakes.isEmpty else { throw LetheErrors(mistakes) }
        return positions
    }

    private mutating func readRows() throws(LetheErrors) {
        var reader = layout.reader
        var row: [CSVReader.Field] = []
        do throws(LetheError) {
            while mistakes.count < Self.mostMistakes, try reader.next(&row) { append(row) }
        } catch {
            mistakes.append(error)
        }
        for column in columns {
            guard var mistake = column.mistake else { continue }
            if layout.separatorIsGuessed, layout.reader.separator != UInt8(ascii: ",") {
                let separator = TableAccount.separator(layout.reader.separator)
                mistake.hint? += "; `separator` if fields are not separated by \(separator)"
            }
            mistakes.append(Self.counted(mistake, column.mistakeCount))
        }
        if let ragged { mistakes.append(Self.counted(ragged.first, ragged.count)) }
        if mistakes.isEmpty, rowCount == 0 {
            mistakes.append(
                LetheError(
                    "data.empty",
                    "`\(file)` holds a header and no examples",
                    at: .init(file: file, line: 1, column: 1)
                )
            )
        }
        guard mistakes.isEmpty else {
            throw LetheErrors(
                mistakes.sorted {
                    ($0.location?.line ?? 0, $0.location?.column ?? 0)
                        < ($1.location?.line ?? 0, $1.location?.column ?? 0)
                }
            )
        }
    }

    private static func counted(_ mistake: LetheError, _ count: Int) -> LetheError {
        var mistake = mistake
        if count > 1 { mistake.message += ", and \(count - 1) more like it" }
        return mistake
    }

    private mutating func append(_ row: [CSVReader.Field]) {
        if row.allSatisfy(\.bytes.isEmpty) {
            emptyRowCount += 1
            return
        }
        guard row.count == layout.columnCount else {
            if row[0].bytes.first == UInt8(ascii: "#") {
                commentCount += 1
            } else {
                noteRagged(row)
            }
            return
        }
        if let names = layout.names, row[0].text == names[0], row.map(\.text) == names {
            report("data.csv-header", "the header stands here again", hint: "take the line out", row[0])
            return
        }
        if let mistake = labels.append(row[layout.labelIndex], in: file) { mistakes.append(mistake) }
        for index in columns.indices { columns[index].append(row[columns[index].position], in: file) }
    }

    private mutating func noteRagged(_ row: [CSVReader.Field]) {
        let first =
            ragged?.first
            ?? LetheError(
                "data.csv-ragged",
                "a row of \(row.count) fields, where the first has \(layout.columnCount)",
                hint: "a separator within a field needs quotes around the field",
                at: .init(file: file, line: row[0].line, column: row[0].column)
            )
        ragged = (first, (ragged?.count ?? 0) + 1)
    }

    private mutating func report(_ code: String, _ message: String, hint: String, _ field: CSVReader.Field) {
        let place = LetheError.Location(file: file, line: field.line, column: field.column)
        mistakes.append(LetheError(code, message, hint: hint, at: place))
    }
}
