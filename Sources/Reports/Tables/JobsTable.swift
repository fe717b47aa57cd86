internal import Experiments
internal import Ledger

/// `jobs.csv`: a job a row, with its place on every axis, its status and its metrics.
enum JobsTable {
    static func columns(of grid: Grid) -> [String] {
        ["job"] + grid.columns + ["status"] + Metric.allCases.map(\.rawValue) + costs
    }

    private static let costs = [
        "operations", "strategy_operations", "strategy_bytes", "stored_bytes", "probe_operations",
    ]

    /// A cell's row; a metric that is undefined is empty, and of a failed job all but its place and its status.
    static func row(of cell: GridWalk.SettledCell, in grid: Grid) -> [String] {
        let place = [cell.job.description] + grid.texts(ofCell: cell.cell) + [cell.result.status.rawValue]
        guard let outcome = cell.result.outcome else {
            return place + [String](repeating: "", count: Metric.allCases.count + costs.count)
        }
        let metrics = Metric.allCases.map { outcome.value(of: $0, joint: cell.joint)?.description ?? "" }
        let strategy = outcome.strategyCost
        let costs = [
            outcome.operations, strategy.operations, strategy.memoryBytes, strategy.storedBytes,
            outcome.probeOperations,
        ]
        return place + metrics + costs.map(String.init)
    }
}
