internal import Experiments

/// A small table in memory: numbers, names and a label in each row.
struct SampleTable {
    /// Numbers as thousandths, so that they can be written in several ways; nil where one is missing.
    var numbers: [[Int?]]
    var names: [String?]
    var labels: [Int]

    /// Rows of two columns of numbers and one of names, with classes 2, 10 and -1.
    static func random(_ generator: inout SplitMix64, rows: Int) -> SampleTable {
        var table = SampleTable(numbers: [], names: [], labels: [])
        for row in 0..<rows {
            let label = [2, 10, -1][row % 3]
            let number = { (generator: inout SplitMix64) in Int(generator.next() % 20_001) - 10_000 }
            table.numbers.append([number(&generator), row % 11 == 5 ? nil : number(&generator)])
            table.names.append(row % 7 == 3 ? nil : ["red", "green", "deep, blue"][Int(generator.next() % 3)])
            table.labels.append(label)
        }
        return table
    }

    /// The columns that a row has before its label.
    static let columns = ["width", "height", "colour"]
}

/// One way to write a table.
struct TableWriter {
    enum Quoting { case whereNeeded, everywhere }

    var separator = ","
    var lineEnd = "\n"
    var quoting = Quoting.whereNeeded
    /// Writes thousandths.
    var number: (Int) -> String = TableWriter.decimal
    var label: (Int) -> String = { String($0) }
    var missing = "NA"
    /// Before the header and between the rows.
    var asides: [String] = []
    var prefix = ""
    /// The order in which the columns stand, the label as 3.
    var order = [0, 1, 2, 3]

    func text(of table: SampleTable) -> String {
        let names = SampleTable.columns + ["label"]
        var lines = asides + [line(order.map { names[$0] })]
        for row in table.labels.indices {
            let fields =
                table.numbers[row].map { $0.map(number) ?? missing }
                + [table.names[row] ?? missing, label(table.labels[row])]
            lines.append(line(order.map { fields[$0] }))
            if row == 5 { lines += asides }
        }
        return prefix + lines.joined(separator: lineEnd) + lineEnd
    }

    private func line(_ fields: [String]) -> String {
        fields.map { field in
            let needsQuotes = field.contains(separator) || field.contains(",") && separator == ","
            return quoting == .everywhere || needsQuotes ? "\"\(field)\"" : field
        }
        .joined(separator: separator)
    }

    /// `-1.250` of -1250 thousandths.
    static func decimal(_ thousandths: Int) -> String {
        let digits = String(thousandths.magnitude % 1_000)
        let fraction = String(repeating: "0", count: 3 - digits.count) + digits
        return (thousandths < 0 ? "-" : "") + "\(thousandths.magnitude / 1_000).\(fraction)"
    }
}
