internal import Experiments

/// What stands before the first row of a table: a byte-order mark, `sep=;` and comment lines.
struct TablePreamble {
    /// Stands before the first row, and knows what is between fields.
    private(set) var reader: CSVReader
    /// Lines that are no part of the table.
    private(set) var lineCount = 0
    /// Stands before the first line that begins as a comment does.
    private var beforeComments: CSVReader
    /// Lines that begin as comments do, among which may be rows.
    private var markedCount = 0
    /// Stands before the last of them.
    private var lastComment: CSVReader?
    private var named: UInt8?

    init(_ content: [UInt8], name: String) {
        reader = CSVReader(content, name: name)
        beforeComments = reader
        reader.skipEmptyLines()
        // Spreadsheets write and read this line.
        let line = Array(reader.restOfLine)
        if line.count == 5, String(decoding: line.prefix(4), as: UTF8.self).lowercased() == "sep=" {
            named = line[4]
            skip()
        }
        beforeComments = reader
        while reader.restOfLine.first == UInt8(ascii: "#") {
            lastComment = reader
            markedCount += 1
            skip()
        }
    }

    private mutating func skip() {
        reader.skipLine()
        reader.skipEmptyLines()
        lineCount += 1
    }

    /// Finds the separator, and whether lines that begin as comments do are rows after all.
    mutating func settle(separator: UInt8?, label: DataSource.Column) throws(LetheError) {
        // Every row may begin as a comment does.
        let firstRow = reader.restOfLine.isEmpty ? lastComment ?? reader : reader
        reader.separator = separator ?? named ?? Self.separator(of: firstRow, label: label)
        findRowsAmongComments(label, like: firstRow)
        var next = reader
        while let row = try next.next(), row.allSatisfy(\.bytes.isEmpty) {
            reader = next
            lineCount += 1
        }
    }

    /// Goes back to the first line among comments that names the label, if none below does, or that has as many fields
    /// as the first row.
    private mutating func findRowsAmongComments(_ label: DataSource.Column, like firstRow: CSVReader) {
        let first = fields(ofLineAt: firstRow)
        if case .named(let name) = label, first.contains(name) { return }
        var line = beforeComments
        for passed in 0..<markedCount {
            let fields = fields(ofLineAt: line)
            let isRow =
                switch label {
                case .named(let name): fields.contains(name)
                case .numbered: fields.count > 1 && fields.count == first.count
                }
            if isRow {
                line.separator = reader.separator
                reader = line
                lineCount -= markedCount - passed
                return
            }
            line.skipLine()
            line.skipEmptyLines()
        }
    }

    /// The fields of one line, none if its quotes are wrong.
    private func fields(ofLineAt place: CSVReader) -> [String] {
        var line = CSVReader(Array(place.restOfLine), name: "")
        line.separator = reader.separator
        return (try? line.next())?.map(\.text) ?? []
    }

    /// Those that are looked for; one that is rarer within fields comes first.
    private static let separators = [
        UInt8(ascii: "\t"), UInt8(ascii: ";"), UInt8(ascii: "|"), UInt8(ascii: ","),
    ]
    /// Rows that must have the same number of fields.
    private static let sampleSize = 20

    /// The first separator by which all rows have the same number of fields, and the label is among the first's; else
    /// the one that makes most of the first row.
    private static func separator(of reader: CSVReader, label: DataSource.Column) -> UInt8 {
        var best: (separator: UInt8, count: Int) = (UInt8(ascii: ","), 1)
        for separator in separators {
            var reader = reader
            reader.separator = separator
            var counts: [Int] = []
            var namesLabel = true
            while counts.count < sampleSize, let row = try? reader.next() {
                if row.allSatisfy(\.bytes.isEmpty) || !counts.isEmpty && row[0].bytes.first == UInt8(ascii: "#") {
                    continue
                }
                if counts.isEmpty, case .named(let name) = label { namesLabel = row.contains { $0.text == name } }
                counts.append(row.count)
            }
            guard let first = counts.first else { continue }
            if first > 1, namesLabel, counts.allSatisfy({ $0 == first }) { return separator }
            if first > best.count { best = (separator, first) }
        }
        return best.separator
    }
}
