import Testing

/// A CSV file whose fields hold no commas.
struct Table {
    let header: [String]
    let rows: [[String]]

    init(_ text: String) {
        let lines = text.split(separator: "\n").map { line in
            line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        header = lines.first ?? []
        rows = Array(lines.dropFirst())
    }

    /// A column by name.
    func column(_ name: String) -> [String] {
        guard let index = header.firstIndex(of: name) else {
            Issue.record("there is no column \(name)")
            return []
        }
        return rows.map { $0[index] }
    }

    /// The rows whose field of a column is a value.
    func rows(where name: String, is value: String) -> [[String]] {
        zip(rows, column(name)).filter { $0.1 == value }.map(\.0)
    }
}

/// The tables that two runs of a sweep reproduce to the byte.
struct Tables: Equatable, CustomTestStringConvertible {
    var jobs: String
    var accuracy: String

    var jobRows: Table { Table(jobs) }

    var testDescription: String {
        "tables of \(Table(jobs).rows.count) jobs and \(Table(accuracy).rows.count) accuracies"
    }
}
