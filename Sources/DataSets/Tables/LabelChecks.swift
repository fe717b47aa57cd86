internal import Experiments

/// What is odd about the labels of a table.
struct LabelChecks {
    let labels: [ClassLabels.Written]
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
        let decimals = labels.compactMap { PlainDecimal($0.text) }
        if decimals.count == labels.count {
            let measure = labels.first { PlainDecimal($0.text)?.isWhole == false }
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
        let others = labels.filter { PlainDecimal($0.text) == nil }
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
        TableCell(Array(text.utf8)[...], decimal: TableFormat.DecimalMark.point.byte)
    }

    private func count(_ label: ClassLabels.Written) -> String {
        let count = label.train + label.test
        return count == 1 ? "1 example" : "\(count) examples"
    }
}
