internal import Experiments

/// The examples of a CSV file: numeric features and a label in each row.
struct CSVTable {
    /// How many features a row has.
    private(set) var featureCount = 0
    /// Row after row.
    private(set) var features: [Float] = []
    /// As they are written.
    private(set) var labels: [String] = []
    private let name: String

    /// Reads the content of a file; its first row is a header where none of its features is a number.
    ///
    /// - Parameter name: the file, for errors.
    init(_ content: [UInt8], label: DataSource.Column, name: String) throws(LetheError) {
        self.name = name
        var reader = CSVReader(content, name: name)
        guard let first = try reader.next() else {
            throw LetheError("data.empty", "`\(name)` holds no rows", at: .init(file: name, line: 1, column: 1))
        }
        let labelIndex = try Self.index(of: label, in: first, name)
        featureCount = first.count - 1
        guard featureCount > 0 else {
            throw LetheError(
                "data.csv-columns",
                "`\(name)` has only one column, where labels and features are expected",
                hint: "fields are separated by commas",
                at: .init(file: name, line: 1, column: 1)
            )
        }
        if !Self.isHeader(first, label: label, labelIndex) { try append(first, labelIndex) }
        while let row = try reader.next() {
            guard row.count == first.count else {
                throw LetheError(
                    "data.csv-ragged",
                    "a row of \(row.count) fields, where the first has \(first.count)",
                    at: place(row[0])
                )
            }
            try append(row, labelIndex)
        }
    }

    private mutating func append(_ row: [CSVReader.Field], _ labelIndex: Int) throws(LetheError) {
        for (index, field) in row.enumerated() where index != labelIndex {
            guard let number = Float(field.text), number.isFinite else {
                throw LetheError(
                    "data.csv-number",
                    field.text.isEmpty
                        ? "an empty field, where a number is expected"
                        : "`\(field.text)` is no finite number",
                    hint: "every column but the label must hold numbers",
                    at: place(field)
                )
            }
            // Adding zero turns -0 into 0, so that equal tables are equal in every bit.
            features.append(number + 0)
        }
        let label = row[labelIndex]
        guard !label.text.isEmpty else {
            throw LetheError("data.csv-label", "an empty field, where a label is expected", at: place(label))
        }
        labels.append(label.text)
    }

    private func place(_ field: CSVReader.Field) -> LetheError.Location {
        .init(file: name, line: field.line, column: field.column)
    }

    private static func isHeader(_ row: [CSVReader.Field], label: DataSource.Column, _ labelIndex: Int) -> Bool {
        if case .named = label { return true }
        return row.enumerated().allSatisfy { $0.offset == labelIndex || Float($0.element.text) == nil }
    }

    private static func index(
        of label: DataSource.Column,
        in row: [CSVReader.Field],
        _ name: String
    ) throws(LetheError) -> Int {
        switch label {
        case .named(let wanted):
            if let index = row.firstIndex(where: { $0.text == wanted }) { return index }
            throw LetheError(
                "data.csv-label",
                "`\(name)` has no column `\(wanted)`",
                hint: "its columns are " + row.prefix(20).map { "`\($0.text)`" }.joined(separator: ", "),
                at: .init(file: name, line: 1, column: 1)
            )
        case .numbered(let number):
            let index = number > 0 ? number - 1 : row.count + number
            if row.indices.contains(index), number != 0 { return index }
            throw LetheError(
                "data.csv-label",
                "`\(name)` has no column \(number)",
                hint: "columns count from 1 to \(row.count), or from the end by -1",
                at: .init(file: name, line: 1, column: 1)
            )
        }
    }
}
