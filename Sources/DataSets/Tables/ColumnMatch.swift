internal import Experiments

/// Which columns of a test part are those of the training part: by name where both have names, else by position.
struct ColumnMatch {
    /// The columns to be read, in the order of the test part, each of the kind that the training part's has.
    private(set) var columns: [TableColumn] = []
    /// For each column of the training part, the one of `columns` that holds the same.
    private(set) var sources: [Int] = []

    private let layout: TableLayout
    private let file: String
    private let training: CSVTable
    private let ignored: [DataSource.Column]

    init(
        of layout: TableLayout,
        in file: String,
        to training: CSVTable,
        ignoring ignored: [DataSource.Column]
    ) throws(LetheErrors) {
        self.ignored = ignored
        self.layout = layout
        self.file = file
        self.training = training
        if let names = layout.names, let trainingNames = training.layout.names {
            try matchNames(names, trainingNames)
        } else {
            try matchPositions()
        }
    }

    private func column(at position: Int, like training: TableColumn?) -> TableColumn {
        let content: TableColumn.Content =
            switch training?.content {
            case .numbers: .numbers([])
            case .names: TableColumn.noNames
            case .ignored, .undecided, nil: .ignored
            }
        return TableColumn(
            name: training?.name ?? layout.names?[position],
            position: position,
            decimal: layout.decimal.byte,
            content: content
        )
    }

    private mutating func matchPositions() throws(LetheErrors) {
        guard layout.columnCount == training.layout.columnCount else {
            throw LetheErrors([
                LetheError(
                    "data.mismatch",
                    "`\(training.file)` has \(training.layout.columnCount - 1) features, but `\(file)` has "
                        + "\(layout.columnCount - 1)",
                    hint: "both need the same columns; with a header in both they are matched by name",
                    at: .init(file: file, line: 1, column: 1)
                )
            ])
        }
        let positions = (0..<layout.columnCount).filter { $0 != layout.labelIndex }
        columns = zip(positions, training.columns).map { column(at: $0, like: $1) }
        sources = Array(columns.indices)
    }

    /// A name, and how many columns before have the same.
    private struct Name: Hashable {
        var text: String
        var occurrence: Int
    }

    private static func occurrences(_ names: [String]) -> [Name] {
        var counts: [String: Int] = [:]
        return names.map { name in
            defer { counts[name, default: 0] += 1 }
            return Name(text: name, occurrence: counts[name, default: 0])
        }
    }

    private mutating func matchNames(_ names: [String], _ trainingNames: [String]) throws(LetheErrors) {
        let own = Self.occurrences(names)
        let wanted = Self.occurrences(trainingNames)
        let trained = Dictionary(uniqueKeysWithValues: training.columns.map { (wanted[$0.position], $0) })
        var extra: [Int] = []
        for position in 0..<layout.columnCount where position != layout.labelIndex {
            let twin = trained[own[position]]
            // Programs write an index in a column without a name; it is no feature.
            let isExpendable = names[position].isEmpty || ignored.contains(.named(names[position]))
            if twin == nil, !isExpendable { extra.append(position) }
            columns.append(column(at: position, like: twin))
        }
        let indices = Dictionary(uniqueKeysWithValues: columns.enumerated().map { (own[$1.position], $0) })
        var missing: [TableColumn] = []
        for twin in training.columns {
            if let index = indices[wanted[twin.position]] {
                sources.append(index)
            } else if twin.isRead {
                missing.append(twin)
            } else {
                // What the training part leaves out need not be there.
                columns.append(column(at: layout.labelIndex, like: twin))
                sources.append(columns.count - 1)
            }
        }
        guard missing.isEmpty, extra.isEmpty else { throw LetheErrors([mismatch(missing, extra.map { names[$0] })]) }
    }

    private func mismatch(_ missing: [TableColumn], _ extra: [String]) -> LetheError {
        let lacks = missing.map(\.title).joined(separator: ", ")
        let has = extra.map { "`\($0)`" }.joined(separator: ", ")
        let parts = [
            missing.isEmpty ? nil : "lacks \(lacks), which `\(training.file)` has",
            extra.isEmpty ? nil : "has \(has), which `\(training.file)` lacks",
        ]
        return LetheError(
            "data.mismatch",
            "`\(file)` " + parts.compactMap { $0 }.joined(separator: ", and "),
            hint: "columns are matched by name, in any order; `ignore: [COLUMN]` leaves one out",
            at: .init(file: file, line: 1, column: 1)
        )
    }
}
