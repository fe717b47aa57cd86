internal import DataSets
internal import Experiments

extension SweepReader {
    /// The keys of a table in `dataset`.
    static let tableKeys = [
        "csv", "label", "test", "header", "separator", "decimal", "encoding", "shape", "categorical", "ignore",
    ]

    /// A table, as `{csv: FILE, label: COLUMN, test: FILE or share}` and what is said of the way it is written.
    mutating func table(_ entries: [String: Node.Entry], _ node: Node) -> DataSource? {
        let file = path(entries["csv"], "csv", node)
        let label = path(entries["label"], "label", node)
        let test = path(entries["test"], "test", node)
        let format = format(entries)
        let share = entries["test"]?.value.plainText.flatMap { Self.number($0) }
        if let share, !(share > 0 && share < 1) {
            report(
                "sweep.value",
                "`test` must be a file, or a share between 0 and 1, but is `\(test ?? "")`",
                at: entries["test"]?.value.place ?? node.place
            )
            return nil
        }
        guard let file, let label, let test, let format else { return nil }
        let column = entries["label"].map { Self.column($0.value, label) } ?? .named(label)
        if format.header == .absent, case .named = column {
            report(
                "sweep.value",
                "without a header, `label` must be the number of a column, but is `\(label)`",
                hint: "columns count from 1, or from the end by -1",
                at: entries["label"]?.value.place ?? node.place
            )
            return nil
        }
        let options = Self.tableKeys.dropFirst(3).compactMap { key in
            entries[key].flatMap { key == "encoding" ? nil : " \(key)=\(Self.written($0.value))" }
        }
        return DataSource(
            .csv(
                file: resolved(file),
                label: column,
                test: share.map { .share($0) } ?? .file(resolved(test)),
                format: format
            ),
            name: "\(file) label=\(column == .named(label) && Int(label) != nil ? "\"\(label)\"" : label) test=\(test)"
                + options.joined()
        )
    }

    /// A column by its number where one is written without quotes, else by its name.
    private static func column(_ node: Node, _ text: String) -> DataSource.Column {
        node.plainText.flatMap { Int($0) }.map { .numbered($0) } ?? .named(text)
    }

    /// A value as a data set's name shows it.
    private static func written(_ node: Node) -> String {
        if case .list(let nodes) = node.content { return nodes.compactMap(\.text).joined(separator: ",") }
        return node.text ?? ""
    }

    /// What is said of the way a table is written, or nil where something is wrong with it.
    private mutating func format(_ entries: [String: Node.Entry]) -> TableFormat? {
        var format = TableFormat()
        let known = mistakes.count
        if let node = entries["header"]?.value {
            switch node.plainText {
            case "true": format.header = .present
            case "false": format.header = .absent
            default: reportType("header", "true or false", node, hint: "true where the first row holds names")
            }
        }
        if let node = entries["separator"]?.value { format.separator = separator(node) }
        if let node = entries["decimal"]?.value {
            format.decimal = node.text.flatMap { TableFormat.DecimalMark(rawValue: $0) }
            if format.decimal == nil { reportType("decimal", "\".\" or \",\"", node) }
        }
        if let node = entries["encoding"]?.value, node.text?.lowercased() != "utf-8" {
            reportType(
                "encoding",
                "utf-8, the only one that is read",
                node,
                hint: "convert the file, for example by `iconv -f latin1 -t utf-8`"
            )
        }
        if let node = entries["shape"]?.value { format.shape = shape(node) }
        format.categorical = columns(entries["categorical"])
        format.ignored = columns(entries["ignore"])
        if let decimal = format.decimal, let separator = format.separator, decimal.rawValue.utf8.first == separator {
            report(
                "sweep.value",
                "`separator` and `decimal` cannot be the same character",
                at: entries["decimal"]?.value.place ?? Place(line: 1, column: 1)
            )
        }
        return mistakes.count == known ? format : nil
    }

    private mutating func separator(_ node: Node) -> UInt8? {
        // In YAML, `\t` is a tab in double quotes alone.
        let names = ["tab": "\t", "\\t": "\t", "comma": ",", "semicolon": ";", "space": " "]
        if case .scalar(let text, _) = node.content {
            let character = names[text] ?? text
            if let byte = character.utf8.first, character.utf8.count == 1, byte < 0x80,
                !Character(UnicodeScalar(byte)).isLetter, !"0123456789\"\n\r+".utf8.contains(byte)
            {
                return byte
            }
        }
        reportType("separator", "a character such as \",\", \";\", \"|\" or tab", node)
        return nil
    }

    private mutating func shape(_ node: Node) -> TableFormat.Shape? {
        if case .list(let nodes) = node.content {
            let sides = nodes.compactMap { $0.plainText.flatMap { Int($0) } }
            if nodes.count == 2, sides.count == 2, sides.allSatisfy((1...100_000).contains) {
                return .init(height: sides[0], width: sides[1])
            }
        }
        reportType("shape", "[HEIGHT, WIDTH] of the images, such as [28, 28]", node)
        return nil
    }

    /// Columns by name or number: a list, or a single one.
    private mutating func columns(_ entry: Node.Entry?) -> [DataSource.Column] {
        guard let entry else { return [] }
        let nodes = if case .list(let nodes) = entry.value.content { nodes } else { [entry.value] }
        return nodes.compactMap { node in
            guard let text = node.text else {
                reportType(entry.key, "a list of columns, by name or number", node)
                return nil
            }
            return Self.column(node, text)
        }
    }
}
