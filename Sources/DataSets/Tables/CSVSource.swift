internal import Experiments

/// A data set in one CSV file, or in one for training and one for testing.
struct CSVSource {
    var file: String
    var label: DataSource.Column
    var test: DataSource.TestPart
    var format = TableFormat()

    /// Some rows of a table.
    private struct Rows {
        var table: CSVTable
        var rows: [Int]
    }

    /// Reads the table or tables.
    ///
    /// - Throws: every mistake of a file.
    func read(name: String) throws(LetheErrors) -> DataReading {
        var table = try CSVTable(content(of: file), label: label, format: format, file: file)
        let checks = TableChecks(table, format)
        table.leaveOut(checks.uselessPositions)
        let doubts = HeaderChecks(table: table).warnings + checks.warnings
        switch test {
        case .file(let path):
            let other = try CSVTable(
                content(of: path),
                label: label,
                format: format,
                file: path,
                matching: table
            )
            try refuseUnknownNames(in: [table, other])
            return try reading(
                name,
                train: Rows(table: table, rows: Array(0..<table.rowCount)),
                test: Rows(table: other, rows: Array(0..<other.rowCount)),
                doubts + HeaderChecks(table: other).warnings + namingWarnings(table, other)
            )
        case .share(let share):
            try refuseUnknownNames(in: [table])
            let (train, test) = try split(table, share)
            return try reading(name, train: train, test: test, doubts)
        }
    }

    private func content(of path: String) throws(LetheErrors) -> [UInt8] {
        do {
            return try InputFile.read(path)
        } catch {
            throw LetheErrors([error])
        }
    }

    /// Refuses a name to be ignored that no file has.
    private func refuseUnknownNames(in tables: [CSVTable]) throws(LetheErrors) {
        let known = Set(tables.flatMap { $0.layout.names ?? [] })
        let mistakes = format.ignored.compactMap { column -> LetheError? in
            guard case .named(let name) = column, !known.contains(name) else { return nil }
            return LetheError(
                "data.csv-columns",
                "`\(file)` has no column `\(name)`, which `ignore` names",
                hint: "its columns are "
                    + (tables[0].layout.names ?? []).prefix(20).map { "`\($0)`" }
                    .joined(separator: ", "),
                at: .init(file: file, line: 1, column: 1)
            )
        }
        guard mistakes.isEmpty else { throw LetheErrors(mistakes) }
    }

    private func namingWarnings(_ table: CSVTable, _ other: CSVTable) -> [LetheError] {
        guard (table.layout.names == nil) != (other.layout.names == nil) else { return [] }
        let (named, bare) = table.layout.names == nil ? (other, table) : (table, other)
        return [
            LetheError(
                "data.csv-header",
                "`\(named.file)` names its columns and `\(bare.file)` does not, so they are taken in their "
                    + "order",
                hint: "give both a header, and columns are matched by name"
            )
        ]
    }

    /// Draws the test examples by a fixed permutation, as many as the share says.
    private func split(_ table: CSVTable, _ share: Float) throws(LetheErrors) -> (train: Rows, test: Rows) {
        let count = table.rowCount
        let testCount = Int((Float(count) * share).rounded())
        guard testCount > 0, testCount < count else {
            throw LetheErrors([
                LetheError(
                    "data.csv-share",
                    "a test share of \(share) leaves \(testCount) of \(count) examples of `\(file)` for testing",
                    hint: "choose a share that leaves some for training and some for testing"
                )
            ])
        }
        var generator = SplitMix64(seed: 20_240)
        let order = generator.permutation(of: count)
        return (
            Rows(table: table, rows: Array(order.dropLast(testCount))),
            Rows(table: table, rows: Array(order.suffix(testCount)))
        )
    }

    private func reading(
        _ name: String,
        train: Rows,
        test: Rows,
        _ doubts: [LetheError]
    ) throws(LetheErrors) -> DataReading {
        let written = Self.labels(train, test)
        let classes = ClassLabels(written.map(\.text))
        let labelColumn = train.table.labelName.map { "the label `\($0)`" } ?? "the label"
        let checks = LabelChecks(labels: written, column: labelColumn)
        let encoding = TableEncoding(train.table.columns, rows: train.rows)
        do throws(LetheError) {
            try checks.refuseNoClasses(classes.names.count)
            let dataset = try assemble(name, train, test, encoding, classes)
            return DataReading(
                dataset,
                featureNames: format.shape == nil ? encoding.featureNames : [],
                account: TableAccount(train: train.table, test: test.table, encoding: encoding).sentences,
                warnings: doubts + checks.warnings(classes.names.count)
                    + encoding.warnings(ofTest: test.table.columns, rows: test.rows, test.table.file)
            )
        } catch {
            throw LetheErrors([error])
        }
    }

    private func assemble(
        _ name: String,
        _ train: Rows,
        _ test: Rows,
        _ encoding: TableEncoding,
        _ classes: ClassLabels
    ) throws(LetheError) -> Dataset {
        let width = encoding.featureNames.count
        let shape = format.shape ?? .init(height: 1, width: width)
        guard shape.height * shape.width == width else {
            throw LetheError(
                "data.shape",
                "images of \(shape.height)x\(shape.width) have \(shape.height * shape.width) pixels, but `\(file)` has "
                    + "\(width) features",
                hint: "`shape: [HEIGHT, WIDTH]` must fit the columns; `ignore` leaves some out"
            )
        }
        let size = (train.rows.count + test.rows.count) * width * MemoryLayout<Float>.size
        guard size <= InputFile.largestSize else {
            throw LetheError(
                "data.oversized",
                "the \(width) features of `\(file)` take \(size) bytes, more than \(InputFile.largestSize)",
                hint: "`ignore` columns of many names, or take rows out"
            )
        }
        let numbers = [train, test].map { encoding.features(of: $0.table.columns, rows: $0.rows) }
        let areBytes = numbers.joined().allSatisfy { UInt8(exactly: $0) != nil }
        let parts = zip([train, test], numbers).map { part, numbers -> Dataset.RawPart in
            let features = areBytes ? .bytes(numbers.map { UInt8($0) }) : Dataset.Features.numbers(numbers)
            let ofText = part.table.labels.texts.map { classes.number(of: $0) }
            return (features, part.rows.map { ofText[Int(part.table.labels.rows[$0])] })
        }
        return try Dataset(
            name: name,
            height: shape.height,
            width: shape.width,
            train: parts[0],
            test: parts[1],
            className: { classes.names[$0] }
        )
    }

    /// Each label of both parts, counted.
    private static func labels(_ train: Rows, _ test: Rows) -> [ClassLabels.Written] {
        var written: [String: ClassLabels.Written] = [:]
        for (part, count) in [(train, \ClassLabels.Written.train), (test, \ClassLabels.Written.test)] {
            let labels = part.table.labels
            var counts = [Int](repeating: 0, count: labels.texts.count)
            for row in part.rows { counts[Int(labels.rows[row])] += 1 }
            for (number, text) in labels.texts.enumerated() where counts[number] > 0 {
                written[text, default: .init(text: text, place: labels.places[number])][keyPath: count] +=
                    counts[number]
            }
        }
        return written.values.sorted { ($0.place.line, $0.text) < ($1.place.line, $1.text) }
    }
}
