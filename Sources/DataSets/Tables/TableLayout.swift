internal import Experiments

/// How a file of rows turned out to be written: what is between fields, what the first row is, where the label stands.
struct TableLayout {
    /// What the first row turned out to be.
    enum FirstRow {
        /// Names of the columns.
        case names([String])
        /// An example, so columns have no names.
        case example
    }

    /// Stands before the first example.
    private(set) var reader: CSVReader
    /// Whether the separator was found in the file and not told.
    let separatorIsGuessed: Bool
    let columnCount: Int
    let labelIndex: Int
    let decimal: TableFormat.DecimalMark
    let firstRow: FirstRow
    /// Lines before the header that are no part of the table.
    let preambleCount: Int
    /// What was found out about the first row, or nil where it was told.
    let guess: HeaderGuess?

    /// The names of the columns, if there are any.
    var names: [String]? {
        if case .names(let names) = firstRow { names } else { nil }
    }

    /// The name of the label's column, if it is the only one of that name.
    var labelName: String? {
        names.flatMap { names in names.count { $0 == names[labelIndex] } == 1 ? names[labelIndex] : nil }
    }

    /// Records that are looked at before anything is decided.
    private static let sampleSize = 1_000

    /// Finds out how a file is written, as far as `format` leaves it open.
    ///
    /// - Parameters:
    ///   - file: the file, for errors.
    ///   - training: how the training part is written, whose names a header is known by.
    init(
        _ content: [UInt8],
        label: DataSource.Column,
        format: TableFormat,
        file: String,
        like training: TableLayout? = nil
    ) throws(LetheError) {
        try TextFile.refuseOtherKinds(content, name: file)
        var preamble = TablePreamble(content, name: file)
        try preamble.settle(separator: format.separator, label: label)
        reader = preamble.reader
        separatorIsGuessed = format.separator == nil
        preambleCount = preamble.lineCount
        let sample = try Self.sample(of: reader)
        guard let first = sample.first else {
            throw LetheError("data.empty", "`\(file)` holds no rows", at: .init(file: file, line: 1, column: 1))
        }
        columnCount = first.count
        guard columnCount > 1 else {
            throw LetheError(
                "data.csv-columns",
                "`\(file)` has only one column, where labels and features are expected",
                hint: "commas, semicolons, tabs and `|` between fields are recognised; `separator` names another",
                at: .init(file: file, line: first[0].line, column: 1)
            )
        }
        if let decimal = format.decimal {
            self.decimal = decimal
        } else {
            decimal = try Self.decimal(of: sample, separator: reader.separator, file)
        }
        let guess = HeaderGuess(sample, label: label, decimal: decimal.byte, expected: training?.names)
        let hasHeader: Bool
        switch format.header {
        case .present: hasHeader = true
        case .absent: hasHeader = false
        case .detected: hasHeader = guess.hasHeader
        }
        self.guess = format.header == .detected ? guess : nil
        firstRow = hasHeader ? .names(first.map(\.text)) : .example
        let name =
            hasHeader ? training?.labelName.flatMap { name in first.contains { $0.text == name } ? name : nil } : nil
        labelIndex = try Self.index(of: name.map { .named($0) } ?? label, in: first, hasHeader: hasHeader, file)
        if hasHeader { _ = try reader.next() }
    }

    private static func sample(of reader: CSVReader) throws(LetheError) -> [[CSVReader.Field]] {
        var reader = reader
        var sample: [[CSVReader.Field]] = []
        while sample.count < sampleSize, let record = try reader.next() { sample.append(record) }
        return sample
    }

    /// A comma where nothing but commas stands in numbers, and no comma separates fields.
    private static func decimal(
        of sample: [[CSVReader.Field]],
        separator: UInt8,
        _ file: String
    ) throws(LetheError) -> TableFormat.DecimalMark {
        guard separator != UInt8(ascii: ",") else { return .point }
        var first: CSVReader.Field?
        var mayBeThousands = true
        for field in sample.joined() {
            let (point, comma) = (field.bytes.contains(UInt8(ascii: ".")), field.bytes.contains(UInt8(ascii: ",")))
            if point, case .number = TableCell(field.bytes, decimal: UInt8(ascii: ".")) { return .point }
            guard comma, case .number = TableCell(field.bytes, decimal: UInt8(ascii: ",")) else { continue }
            first = first ?? field
            mayBeThousands = mayBeThousands && isGroupOfThousands(field.text)
        }
        guard let first else { return .point }
        guard mayBeThousands else { return .comma }
        throw LetheError(
            "data.csv-decimal",
            "`\(first.text)` may be a number with decimals or with thousands, and no other field tells which",
            hint: "write `decimal: \",\"` for decimals; thousands have to be written without separators",
            at: .init(file: file, line: first.line, column: first.column)
        )
    }

    /// Whether a number with a comma can be a whole number with thousands set apart, such as `1,047`.
    private static func isGroupOfThousands(_ text: String) -> Bool {
        let parts = text.drop { "+-".contains($0) }.split(separator: ",", omittingEmptySubsequences: false)
        return parts.count == 2 && (1...3).contains(parts[0].count) && !parts[0].hasPrefix("0") && parts[1].count == 3
    }

    private static func index(
        of label: DataSource.Column,
        in row: [CSVReader.Field],
        hasHeader: Bool,
        _ file: String
    ) throws(LetheError) -> Int {
        let place = LetheError.Location(file: file, line: row[0].line, column: 1)
        switch label {
        case .named(let wanted):
            let found = row.indices.filter { hasHeader && row[$0].text == wanted }
            guard let index = found.first else {
                let names = "its columns are " + row.prefix(20).map { "`\($0.text)`" }.joined(separator: ", ")
                throw LetheError(
                    "data.csv-label",
                    "`\(file)` has no column `\(wanted)`",
                    hint: hasHeader ? names : "without a header, name the label by its number, such as `label: -1`",
                    at: place
                )
            }
            guard found.count == 1 else {
                throw LetheError(
                    "data.csv-label",
                    "`\(file)` has \(found.count) columns `\(wanted)`: "
                        + found.map { "\($0 + 1)" }.joined(separator: ", "),
                    hint: "name the label by its number, such as `label: \(found[found.count - 1] + 1)`",
                    at: .init(file: file, line: row[found[1]].line, column: row[found[1]].column)
                )
            }
            return index
        case .numbered(let number):
            let index = number > 0 ? number - 1 : row.count + number
            if row.indices.contains(index), number != 0 { return index }
            throw LetheError(
                "data.csv-label",
                "`\(file)` has no column \(number)",
                hint: "columns count from 1 to \(row.count), or from the end by -1",
                at: place
            )
        }
    }
}
