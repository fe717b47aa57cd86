internal import Experiments
internal import Ledger

/// `jobs.csv`: a job a row, with its place on every axis, its status and its metrics.
enum JobsTable {
    static func columns(of grid: Grid) -> [String] {
        ["job"] + grid.columns + ["status"] + Metric.allCases.map(\.rawValue) + ["operations", "probe_operations"]
    }

    /// A cell's row; a metric that is undefined is empty, and of a failed job all but its place and its status.
    static func row(of cell: GridWalk.SettledCell, in grid: Grid) -> [String] {
        let place = [cell.job.description] + grid.texts(ofCell: cell.cell) + [cell.result.status.rawValue]
        guard let outcome = cell.result.outcome else {
            return place + [String](repeating: "", count: Metric.allCases.count + 2)
        }
        let metrics = Metric.allCases.map { outcome.value(of: $0, joint: cell.joint)?.description ?? "" }
        return place + metrics + [String(outcome.operations), String(outcome.probeOperations)]
    }
}
