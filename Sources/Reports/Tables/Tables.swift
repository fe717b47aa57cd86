public import Experiments
public import Ledger

/// The long tables of a run: `jobs.csv`, `accuracy.csv` and `costs.csv`.
///
/// Rows stand in grid order and hold the cells of the sweep's grid that are settled. The first two tables depend on
/// outcomes alone, so two runs of one sweep give the same bytes; what attempts consumed differs from run to run and
/// stands apart.
public struct Tables: Sendable {
    private let sweep: Sweep
    private let ledger: SweepLedger

    /// The tables of a sweep, from what its ledger holds.
    public init(of sweep: Sweep, in ledger: SweepLedger) {
        self.sweep = sweep
        self.ledger = ledger
    }

    /// How often `write` walks over the grid.
    public static let walks = 2

    /// Writes every table into a run's directory. A table is replaced as a whole, or left as it was if this throws.
    ///
    /// - Parameter onWritten: told of how many more cells a walk has written.
    public func write(to directory: RunDirectory, onWritten: (Int) -> Void = { _ in }) throws(LetheError) {
        try writeOutcomes(jobs: directory.jobsTable, accuracy: directory.accuracyTable, onWritten)
        try writeCosts(to: directory.costsTable, onWritten)
    }

    /// Both tables of outcomes in one walk over the grid.
    private func writeOutcomes(
        jobs jobsPath: String,
        accuracy accuracyPath: String,
        _ onWritten: (Int) -> Void
    ) throws(LetheError) {
        var jobs = try CSVFile.begin(at: jobsPath, columns: JobsTable.columns(of: sweep.grid))
        var accuracy = try CSVFile.begin(at: accuracyPath, columns: AccuracyTable.columns)
        let walk = GridWalk(sweep.grid, ledger)
        for cells in walk.batches {
            for cell in try walk.settled(cells) {
                try jobs.append(JobsTable.row(of: cell, in: sweep.grid))
                for row in AccuracyTable.rows(of: cell) { try accuracy.append(row) }
            }
            onWritten(cells.count)
        }
        try jobs.finish()
        try accuracy.finish()
    }

    /// The table of attempts.
    private func writeCosts(to path: String, _ onWritten: (Int) -> Void) throws(LetheError) {
        var costs = try CSVFile.begin(at: path, columns: CostsTable.columns)
        let walk = GridWalk(sweep.grid, ledger)
        for cells in walk.batches {
            for attempt in try walk.attempts(cells) { try costs.append(CostsTable.row(of: attempt)) }
            onWritten(cells.count)
        }
        try costs.finish()
    }
}
