internal import Experiments

/// How the files of a table were read, in words.
struct TableAccount {
    let train: CSVTable
    let test: CSVTable
    let encoding: TableEncoding

    var sentences: [String] {
        var sentences = [Self.file(train)]
        if test.file != train.file { sentences.append(Self.file(test) + matching) }
        return sentences + columns
    }

    private var matching: String {
        let isByName = train.layout.names != nil && test.layout.names != nil
        return isByName ? "; columns matched by name" : "; columns taken in their order"
    }

    private static func file(_ table: CSVTable) -> String {
        let layout = table.layout
        let row =
            switch layout.firstRow {
            case .names:
                layout.guess?.isOfNumbers == true ? "row 1 names the columns, by numbers" : "row 1 names the columns"
            case .example: "row 1 is an example, as there is no header"
            }
        let label = table.labelName.map { "`\($0)`" } ?? "column \(layout.labelIndex + 1)"
        var parts = [row, "\(separator(layout.reader.separator)) between fields", "label in \(label)"]
        if layout.decimal == .comma { parts.append("decimal commas") }
        let asides = [
            count(layout.preambleCount, "line before the table", "lines before the table"),
            count(table.commentCount, "comment line", "comment lines"),
            count(table.emptyRowCount, "empty row", "empty rows"),
        ].compactMap { $0 }
        if !asides.isEmpty { parts.append("passed over: " + asides.joined(separator: ", ")) }
        return "\(table.file): " + parts.joined(separator: ", ")
    }

    private static func count(_ count: Int, _ one: String, _ many: String) -> String? {
        count == 0 ? nil : "\(count) \(count == 1 ? one : many)"
    }

    /// What stands between fields, in a message.
    static func separator(_ byte: UInt8) -> String {
        switch byte {
        case UInt8(ascii: ","): "commas"
        case UInt8(ascii: ";"): "semicolons"
        case UInt8(ascii: "\t"): "tabs"
        default: "`\(Character(UnicodeScalar(byte)))`"
        }
    }

    private var columns: [String] {
        let ignored = train.columns.filter { !$0.isRead }.map(\.title)
        let names = encoding.named.map { "\($0.title) (\($0.count))" }
        let lists = [
            ("left out: ", ignored), ("names, a column of 0 and 1 for each value: ", names),
            ("numbers that are missing, the mean in their place and a column that says where: ", encoding.incomplete),
        ]
        return lists.filter { !$1.isEmpty }.map { $0 + Self.list($1) }
    }

    private static let mostShown = 12

    private static func list(_ columns: [String]) -> String {
        let more = columns.count > mostShown ? " and \(columns.count - mostShown) more" : ""
        return columns.prefix(mostShown).joined(separator: ", ") + more
    }
}
