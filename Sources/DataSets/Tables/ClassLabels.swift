internal import Experiments

/// The classes of a table's labels: equal numbers are one class, and any other texts are classes of their own.
struct ClassLabels {
    /// A label as it is written, with how many examples of each part have it.
    struct Written {
        var text: String
        var place: LetheError.Location
        var train = 0
        var test = 0
    }

    /// What the classes are called, ascending: as numbers where all labels are, else as texts.
    let names: [String]
    private let numbers: [String: Int]
    private let canonical: @Sendable (String) -> String

    /// The classes of all labels of both parts.
    ///
    /// - Parameter decimal: the decimal mark of the tables.
    init(_ labels: [Written], decimal: TableFormat.DecimalMark) {
        let mark = Character(decimal.rawValue)
        if labels.allSatisfy({ PlainDecimal($0.text, mark: mark) != nil }) {
            canonical = { PlainDecimal($0, mark: mark)?.text ?? $0 }
        } else {
            canonical = { $0 }
        }
        names = Self.ascending(Array(Set(labels.lazy.map(\.text).map(canonical))))
        numbers = Dictionary(uniqueKeysWithValues: zip(names, 0...))
    }

    /// The class of a label.
    func number(of label: String) -> Int { numbers[canonical(label), default: 0] }

    /// Names in order: by value where all are plain decimals, else by their characters.
    static func ascending(_ names: [String]) -> [String] {
        let decimals = names.compactMap { name in PlainDecimal(name).map { (number: $0, name: name) } }
        guard decimals.count == names.count else {
            return names.sorted { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) }
        }
        return decimals.sorted { ($0.number, $0.name) < ($1.number, $1.name) }.map(\.name)
    }
}

/// What is odd about the labels of a table.
struct LabelChecks {
    let labels: [ClassLabels.Written]
    let decimal: TableFormat.DecimalMark
    /// The label's column, for messages.
    let column: String

    /// With fewer rows than this, every row may well have a label of its own.
    private static let fewRows = 20
    /// More classes than this, of numbers with decimals, are more likely something that was measured.
    private static let manyMeasures = 20

    /// Refuses what can only be measurements or names of rows.
    func refuseNoClasses(_ classCount: Int) throws(LetheError) {
        let rows = labels.reduce(0) { $0 + $1.train + $1.test }
        guard rows >= Self.fewRows, classCount > rows / 2, let first = labels.first else { return }
        throw LetheError(
            "data.csv-label",
            "\(column) holds \(classCount) different values in \(rows) rows, first `\(first.text)`: is this the "
                + "label?",
            hint: "a label names the class of an example; for numbers, write classes such as `low` and `high` instead",
            at: first.place
        )
    }

    /// What is odd, but may be meant.
    func warnings(_ classCount: Int) -> [LetheError] {
        let mark = Character(decimal.rawValue)
        let decimals = labels.compactMap { PlainDecimal($0.text, mark: mark) }
        if decimals.count == labels.count {
            let measure = labels.first { PlainDecimal($0.text, mark: mark)?.isWhole == false }
            guard let measure, classCount > Self.manyMeasures else { return [] }
            return [
                LetheError(
                    "data.label-numbers",
                    "\(column) holds \(classCount) different numbers with decimals, such as `\(measure.text)`: is this "
                        + "the label?",
                    hint: "each is a class of its own",
                    at: measure.place
                )
            ]
        }
        let others = labels.filter { PlainDecimal($0.text, mark: mark) == nil }
        let texts = others.filter { if case .number = cell($0.text) { false } else { true } }
        if texts.isEmpty, let first = others.first {
            return [
                LetheError(
                    "data.label-text",
                    "labels such as `\(first.text)` have leading zeros or exponents, so all labels are kept as texts",
                    hint: "classes then sort as texts, and `3` and `3.0` are two; write plain numbers where they are "
                        + "numbers",
                    at: first.place
                )
            ]
        }
        guard let first = texts.first, decimals.count > texts.count else { return [] }
        return [
            LetheError(
                "data.label-text",
                "the label `\(first.text)` (\(count(first))) is no number, as \(decimals.count) others are, so all "
                    + "are kept as texts",
                hint: "if it is a slip, correct it: as texts `10` sorts before `2`, and `3` and `3.0` are two classes",
                at: first.place
            )
        ]
    }

    private func cell(_ text: String) -> TableCell {
        TableCell(Array(text.utf8)[...], decimal: decimal.byte)
    }

    private func count(_ label: ClassLabels.Written) -> String {
        let count = label.train + label.test
        return count == 1 ? "1 example" : "\(count) examples"
    }
}
