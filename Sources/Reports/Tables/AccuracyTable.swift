internal import Experiments
internal import Ledger

/// `accuracy.csv`: the accuracy and loss matrices, a number of each a row.
enum AccuracyTable {
    static let columns = ["job", "after", "position", "task", "accuracy", "loss"]

    /// A cell's rows, by tasks learned so far and then by position in the order learned; none of a failed job.
    static func rows(of cell: GridWalk.SettledCell) -> [[String]] {
        guard let outcome = cell.result.outcome else { return [] }
        let job = cell.job.description
        return zip(outcome.accuracy.rows, outcome.loss.rows).enumerated().flatMap { after, measured in
            zip(cell.experiment.ordering.tasks, zip(measured.0, measured.1)).enumerated().map { index, column in
                let (task, (accuracy, loss)) = column
                return [
                    job, String(after), String(index + 1), String(task), accuracy.description, loss.description,
                ]
            }
        }
    }
}
