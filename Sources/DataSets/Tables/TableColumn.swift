internal import Experiments

/// A feature column of a table, as it is filled row by row.
struct TableColumn {
    /// What the rows read so far hold.
    enum Content {
        /// Nothing yet that is not missing.
        case undecided
        /// A number for each row; a missing one is NaN.
        case numbers([Float])
        /// A name for each row, by its number in `names`; a missing one is -1.
        case names([Int32], names: [String], numbers: [String: Int32])
        /// Left out.
        case ignored
    }

    /// Its name in the header.
    let name: String?
    /// Its number in the file, from 0.
    let position: Int
    private(set) var content: Content
    private(set) var rowCount = 0
    /// The first of the fields that do not belong in the column.
    private(set) var mistake: LetheError?
    private(set) var mistakeCount = 0
    private let decimal: UInt8
    private let holdsNames: Bool

    /// An empty column.
    ///
    /// - Parameters:
    ///   - decimal: the decimal mark.
    ///   - content: what is known to come.
    init(name: String?, position: Int, decimal: UInt8, content: Content = .undecided) {
        self.name = name
        self.position = position
        self.decimal = decimal
        self.content = content
        holdsNames = if case .names = content { true } else { false }
    }

    /// Whether it holds anything that is used.
    var isRead: Bool {
        switch content {
        case .numbers, .names: true
        case .undecided, .ignored: false
        }
    }

    /// Takes the column out of the features.
    mutating func leaveOut() { content = .ignored }

    /// How people are told of it.
    var title: String {
        guard let name, !name.isEmpty else { return "column \(position + 1)" }
        return "column `\(name)`"
    }

    /// What its features are called after: its name, or its number.
    var shortTitle: String {
        guard let name, !name.isEmpty else { return String(position + 1) }
        return name
    }

    /// How a sweep file names it: in quotes where it could be read as a number or as several values.
    var key: String {
        guard let name, let first = name.first else { return String(position + 1) }
        let isPlain = first.isLetter && name.allSatisfy { $0.isLetter || $0.isNumber || " _-.".contains($0) }
        return isPlain ? name : "\"\(name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
    }

    /// An empty column of names.
    static let noNames = Content.names([], names: [], numbers: [:])

    /// Adds the field of a row.
    mutating func append(_ field: CSVReader.Field, in file: String) {
        rowCount += 1
        switch content {
        case .ignored: return
        case .undecided: decide(by: field, in: file)
        case .numbers: appendNumber(field, in: file)
        case .names: appendName(field, in: file)
        }
    }

    private mutating func decide(by field: CSVReader.Field, in file: String) {
        let missing = rowCount - 1
        switch TableCell(field.bytes, decimal: decimal) {
        case .missing: return
        case .number, .badNumber:
            content = .numbers([Float](repeating: .nan, count: missing))
            appendNumber(field, in: file)
        case .text:
            content = .names([Int32](repeating: -1, count: missing), names: [], numbers: [:])
            appendName(field, in: file)
        }
    }

    private mutating func appendNumber(_ field: CSVReader.Field, in file: String) {
        guard case .numbers(var numbers) = content else { return }
        content = .undecided  // so that the array is not copied
        switch TableCell(field.bytes, decimal: decimal) {
        case .number(let number): numbers.append(number)
        case .missing: numbers.append(.nan)
        case .badNumber(let why):
            numbers.append(.nan)
            note("`\(shown(field))` in \(title) \(why)", field, in: file)
        case .text:
            numbers.append(.nan)
            note("`\(shown(field))` in \(title) is no number, as the column holds", field, in: file)
        }
        content = .numbers(numbers)
    }

    private mutating func appendName(_ field: CSVReader.Field, in file: String) {
        guard case .names(var rows, var names, var numbers) = content else { return }
        content = .undecided  // so that the arrays are not copied
        switch TableCell(field.bytes, decimal: decimal) {
        case .missing: rows.append(-1)
        case .number where !holdsNames:
            note(
                "`\(shown(field))` in \(title) is a number, where the rows above hold names such as `\(names[0])`",
                field,
                in: file
            )
            rows.append(-1)
        default:
            let name = PlainDecimal(field.text, mark: decimal == UInt8(ascii: ",") ? "," : ".")?.text ?? field.text
            let number = numbers[name] ?? Int32(names.count)
            if number == names.count {
                names.append(name)
                numbers[name] = number
            }
            rows.append(number)
        }
        content = .names(rows, names: names, numbers: numbers)
    }

    private func shown(_ field: CSVReader.Field) -> String {
        let text = field.text
        return text.count > 40 ? text.prefix(40) + "…" : text
    }

    /// Keeps the first mistake and counts the others, which are mostly of its kind.
    private mutating func note(_ message: String, _ field: CSVReader.Field, in file: String) {
        mistakeCount += 1
        guard mistake == nil else { return }
        let hasComma = decimal == UInt8(ascii: ".") && field.bytes.contains(UInt8(ascii: ","))
        mistake = LetheError(
            "data.csv-number",
            message,
            hint: (hasComma
                ? "write thousands without commas; if it is a decimal comma, `decimal: \",\"`" : "correct it")
                + "; if the column holds names, write `categorical: [\(key)]`, or `ignore: [\(key)]`",
            at: .init(file: file, line: field.line, column: field.column)
        )
    }
}
