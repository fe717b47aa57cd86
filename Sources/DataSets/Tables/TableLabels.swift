internal import Experiments

/// The label of each row of a table, as it is written; with decimal commas, as it would be with points.
struct TableLabels {
    /// By their numbers in `texts`.
    private(set) var rows: [Int32] = []
    /// Each label once, in the order of the file.
    private(set) var texts: [String] = []
    /// Where each stands for the first time.
    private(set) var places: [LetheError.Location] = []
    private var numbers: [String: Int32] = [:]
    private let decimal: TableFormat.DecimalMark

    init(decimal: TableFormat.DecimalMark) {
        self.decimal = decimal
    }

    /// Adds the label of a row, or says what is wrong with it.
    mutating func append(_ field: CSVReader.Field, in file: String) -> LetheError? {
        let place = LetheError.Location(file: file, line: field.line, column: field.column)
        let text = decimal == .comma ? PlainDecimal(field.text, mark: ",")?.text ?? field.text : field.text
        let number = numbers[text] ?? Int32(texts.count)
        rows.append(number)
        guard number == texts.count else { return nil }
        numbers[text] = number
        texts.append(text)
        places.append(place)
        if text.isEmpty {
            return LetheError(
                "data.csv-label",
                "an empty field, where a label is expected",
                hint: "take rows without a label out, or write a class for them",
                at: place
            )
        }
        guard TableCell.missingLabels.contains(text.lowercased()) else { return nil }
        return LetheError(
            "data.csv-label",
            "the label `\(text)` stands for a missing one",
            hint: "take rows without a label out; if it is a class, write it in another way",
            at: place
        )
    }
}
