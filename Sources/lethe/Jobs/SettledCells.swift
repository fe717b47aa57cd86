internal import Experiments
internal import Ledger
internal import Scheduling

/// The cells of a grid whose jobs a ledger has settled.
///
/// Found from the ledger's jobs, which may be few in a vast grid, and may belong to earlier grids too.
struct SettledCells {
    private(set) var cells: CellSet
    /// How they ended.
    private(set) var tally = Tally()
    /// Their operations by formula.
    private(set) var operations = 0.0

    init(of sweep: Sweep, in ledger: SweepLedger) throws(LetheError) {
        cells = CellSet(capacity: sweep.grid.count)
        try ledger.forEachSettledJob { job, status, text in
            // Of another numerics revision, or written by another build, it is no job of this grid.
            guard let experiment = try? Experiment(canonical: text), JobID(experiment) == job,
                let cell = sweep.grid.cell(of: experiment)
            else { return }
            cells.insert(cell)
            tally.count(status)
            operations += Double(sweep.operations(of: experiment))
        }
    }
}

extension Tally {
    fileprivate mutating func count(_ status: JobStatus) {
        switch status {
        case .done: done += 1
        case .diverged: diverged += 1
        case .failed: failed += 1
        case .open: break
        }
    }
}
