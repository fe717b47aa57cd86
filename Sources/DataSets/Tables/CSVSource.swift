internal import Experiments

/// A data set in one CSV file, or in one for training and one for testing.
struct CSVSource {
    var file: String
    var label: DataSource.Column
    var test: DataSource.TestPart

    /// Reads the table or tables.
    func load(name: String) throws(LetheError) -> Dataset {
        let table = try CSVTable(InputFile.read(file), label: label, name: file)
        switch test {
        case .file(let path):
            let other = try CSVTable(InputFile.read(path), label: label, name: path)
            guard other.featureCount == table.featureCount else {
                throw LetheError(
                    "data.mismatch",
                    "`\(file)` has \(table.featureCount) features, but `\(path)` has \(other.featureCount)"
                )
            }
            return try assemble(
                name,
                train: (table.features, table.labels),
                test: (other.features, other.labels),
                table
            )
        case .share(let share):
            let (train, test) = try split(table, share)
            return try assemble(name, train: train, test: test, table)
        }
    }

    private typealias Rows = (features: [Float], labels: [String])

    /// Draws the test examples by a fixed permutation, as many as the share says.
    private func split(_ table: CSVTable, _ share: Float) throws(LetheError) -> (train: Rows, test: Rows) {
        let count = table.labels.count
        let testCount = Int((Float(count) * share).rounded())
        guard testCount > 0, testCount < count else {
            throw LetheError(
                "data.csv-share",
                "a test share of \(share) leaves \(testCount) of \(count) examples of `\(file)` for testing",
                hint: "choose a share that leaves some for training and some for testing"
            )
        }
        var generator = SplitMix64(seed: 20_240)
        let order = generator.permutation(of: count)
        let rows = { (indices: ArraySlice<Int>) -> Rows in
            let width = table.featureCount
            return (indices.flatMap { table.features[$0 * width..<($0 + 1) * width] }, indices.map { table.labels[$0] })
        }
        return (rows(order.dropLast(testCount)), rows(order.suffix(testCount)))
    }

    private func assemble(_ name: String, train: Rows, test: Rows, _ table: CSVTable) throws(LetheError) -> Dataset {
        let classes = Self.ascending(Set(train.labels).union(test.labels))
        let numbers = Dictionary(uniqueKeysWithValues: zip(classes, 0...))
        let areBytes = [train.features, test.features].joined().allSatisfy { UInt8(exactly: $0) != nil }
        let part = { (rows: Rows) -> Dataset.RawPart in
            let features = areBytes ? .bytes(rows.features.map { UInt8($0) }) : Dataset.Features.numbers(rows.features)
            return (features, rows.labels.map { numbers[$0, default: 0] })
        }
        return try Dataset(name: name, height: 1, width: table.featureCount, train: part(train), test: part(test))
    }

    /// Labels as numbers where all are whole numbers, else as texts.
    private static func ascending(_ labels: Set<String>) -> [String] {
        let numbered = labels.compactMap { label in Int(label).map { (number: $0, label: label) } }
        guard numbered.count == labels.count else {
            return labels.sorted { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) }
        }
        return numbered.sorted { ($0.number, $0.label) < ($1.number, $1.label) }.map(\.label)
    }
}
