internal import Experiments

/// What stands before the first row of a table: a byte-order mark, `sep=;` and comment lines.
struct TablePreamble {
    /// Stands before the first row, and knows what is between fields.
    private(set) var reader: CSVReader
    /// Lines that are no part of the table.
    private(set) var lineCount = 0
    /// Stands before the last comment line, which may turn out to be the header.
    private var beforeComment: CSVReader?
    private var named: UInt8?

    init(_ content: [UInt8], name: String) {
        reader = CSVReader(content, name: name)
        reader.skipEmptyLines()
        // Spreadsheets write and read this line.
        let line = Array(reader.restOfLine)
        if line.count == 5, String(decoding: line.prefix(4), as: UTF8.self).lowercased() == "sep=" {
            named = line[4]
            skip()
        }
        while reader.restOfLine.first == UInt8(ascii: "#") {
            beforeComment = reader
            skip()
        }
    }

    private mutating func skip() {
        reader.skipLine()
        reader.skipEmptyLines()
        lineCount += 1
    }

    /// Finds the separator, and whether the last comment line is the header after all.
    mutating func settle(separator: UInt8?, label: DataSource.Column) throws(LetheError) {
        reader.separator = separator ?? named ?? Self.separator(of: reader, label: label)
        findHeaderAmongComments(label)
        var next = reader
        while let row = try next.next(), row.allSatisfy(\.bytes.isEmpty) {
            reader = next
            lineCount += 1
        }
    }

    private mutating func findHeaderAmongComments(_ label: DataSource.Column) {
        guard var before = beforeComment else { return }
        before.separator = reader.separator
        var after = before
        guard let names = try? after.next() else { return }
        let first = try? after.next()
        let isHeader: Bool
        switch label {
        case .named(let name): isHeader = names.contains { $0.text == name }
        case .numbered: isHeader = names.count > 1 && names.count == first?.count
        }
        guard isHeader else { return }
        reader = before
        lineCount -= 1
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
