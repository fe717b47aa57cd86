internal import Experiments

/// What is odd about the first row of a table, as it was guessed to be.
struct HeaderChecks {
    let table: CSVTable

    /// Warns of a row of names that may be an example, and of an example that may be a row of names.
    var warnings: [LetheError] {
        guard let guess = table.layout.guess else { return [] }
        if guess.restsOnLabel, let name = table.layout.names?[table.layout.labelIndex] {
            return [
                warning(
                    "row 1 of `\(table.file)` was read as names of the columns, as no other has its label `\(name)`",
                    hint: "`header: false` if it is an example, else `header: true`"
                )
            ]
        }
        guard !guess.hasHeader, hasOddLabel else { return [] }
        return [
            warning(
                "row 1 of `\(table.file)` was read as an example, and no other has its label "
                    + "`\(table.labels.texts[0])`",
                hint: "`header: true` if it names the columns, else `header: false`"
            )
        ]
    }

    /// Whether the first row has a label of its own, where others come again.
    private var hasOddLabel: Bool {
        let labels = table.labels
        return !labels.rows.dropFirst().contains(0)
            && HeaderGuess.comeAgain(labels: labels.texts.count - 1, rows: table.rowCount - 1)
    }

    private func warning(_ message: String, hint: String) -> LetheError {
        LetheError("data.csv-header", message, hint: hint, at: .init(file: table.file, line: 1, column: 1))
    }
}
