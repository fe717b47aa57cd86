internal import Experiments
internal import Hashing
internal import Ledger
internal import Scheduling
internal import Training

/// The jobs of a sweep as the pool draws them: dearest first, those the ledger has settled left out.
struct SweepCatalogue: JobCatalogue {
    let sweep: Sweep
    private let order: DispatchOrder
    private let ledger: SweepLedger
    private let states: [JobID: JobState]
    private let settled: CellSet
    /// How the jobs ended that were settled before this run.
    let tally: Tally
    let unfinishedOperations: Double

    init(_ sweep: Sweep, ledger: SweepLedger) throws(LetheError) {
        self.sweep = sweep
        self.ledger = ledger
        order = sweep.dispatchOrder
        states = try ledger.states()
        (settled, tally, unfinishedOperations) = Self.settledCells(of: sweep, order: order, states: states)
    }

    /// Walks the whole grid once, unless the ledger is new.
    private static func settledCells(
        of sweep: Sweep,
        order: DispatchOrder,
        states: [JobID: JobState]
    ) -> (CellSet, Tally, unfinishedOperations: Double) {
        var settled = CellSet(capacity: sweep.grid.count)
        var tally = Tally()
        var operations = order.totalOperations
        guard states.values.contains(where: \.status.isSettled) else { return (settled, tally, operations) }
        for cell in 0..<sweep.grid.count {
            let experiment = sweep.grid.experiment(ofCell: cell)
            switch states[JobID(experiment)]?.status {
            case .done: tally.done += 1
            case .diverged: tally.diverged += 1
            case .failed: tally.failed += 1
            case .open, nil: continue
            }
            settled.insert(cell)
            operations -= Double(sweep.operations(of: experiment))
        }
        return (settled, tally, max(operations, 0))
    }

    var count: Int { sweep.grid.count }

    func isFinished(_ rank: JobRank) -> Bool {
        settled.contains(order.cell(atRank: rank.number))
    }

    func hasFailed(_ rank: JobRank) -> Bool {
        let experiment = sweep.grid.experiment(ofCell: order.cell(atRank: rank.number))
        return states[JobID(experiment)]?.status == .failed
    }

    func job(at rank: JobRank) -> PoolJob {
        let experiment = sweep.grid.experiment(ofCell: order.cell(atRank: rank.number))
        let id = JobID(experiment)
        return PoolJob(
            id: id,
            payload: experiment.canonical,
            // Jobs that cannot be compared share nothing.
            affinity: (try? experiment.affinity) ?? [],
            expectedOperations: sweep.operations(of: experiment),
            needs: JobNeeds.all(of: experiment, on: sweep.dataset(of: experiment)),
            lastAttempt: states[id]?.lastAttempt ?? AttemptID(0),
            deaths: states[id]?.deaths.map { Evidence(host: HostID($0.supervisor), failure: $0.failure) } ?? []
        )
    }
}
