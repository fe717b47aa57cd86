internal import Experiments
internal import Ledger

/// A walk over a grid's cells in their order, with what the ledger knows of each; holds one batch of cells at a time.
struct GridWalk {
    /// A cell whose job is settled.
    struct SettledCell {
        var cell: Int
        var job: JobID
        var experiment: Experiment
        var result: JobResult
        /// What the `joint` job of the same cell measured, if it did: the reference of `intransigence`.
        var joint: Outcome?
    }

    private static let batchSize = 256

    private let grid: Grid
    private let ledger: SweepLedger

    init(_ grid: Grid, _ ledger: SweepLedger) {
        self.grid = grid
        self.ledger = ledger
    }

    /// All cells, in order, a batch at a time.
    var batches: some Sequence<Range<Int>> {
        stride(from: 0, to: grid.count, by: GridWalk.batchSize).lazy.map { [count = grid.count] start in
            start..<min(start + GridWalk.batchSize, count)
        }
    }

    /// The cells among these that are settled.
    func settled(_ cells: Range<Int>) throws(LetheError) -> [SettledCell] {
        let experiments = cells.map(grid.experiment(ofCell:))
        let jobs = experiments.map { JobID($0) }
        let references = self.references(of: cells)
        let results = try ledger.results(of: Set(jobs).union(references.values))
        return zip(cells, zip(jobs, experiments)).compactMap { cell, named in
            results[named.0].map { result in
                SettledCell(
                    cell: cell,
                    job: named.0,
                    experiment: named.1,
                    result: result,
                    joint: references[cell].flatMap { results[$0]?.outcome }
                )
            }
        }
    }

    /// Every attempt at these cells, ascending by cell and number.
    func attempts(_ cells: Range<Int>) throws(LetheError) -> [RecordedAttempt] {
        let jobs = cells.map { JobID(grid.experiment(ofCell: $0)) }
        let attempts = try ledger.attempts(of: jobs)
        return jobs.flatMap { attempts[$0] ?? [] }
    }

    /// The job that each cell's `intransigence` refers to. Many cells share one, which is named once.
    private func references(of cells: Range<Int>) -> [Int: JobID] {
        var named: [Int: JobID] = [:]
        var references: [Int: JobID] = [:]
        for cell in cells {
            guard let reference = grid.jointReference(ofCell: cell) else { continue }
            let job = named[reference] ?? JobID(grid.experiment(ofCell: reference))
            named[reference] = job
            references[cell] = job
        }
        return references
    }
}
