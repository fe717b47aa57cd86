internal import Experiments
internal import Hashing
internal import Ledger
internal import Scheduling
internal import Training

/// The jobs of a sweep as the pool draws them: dearest first, those the ledger has settled left out.
struct SweepCatalogue: JobCatalogue {
    let sweep: Sweep
    private let order: DispatchOrder
    private let states: [JobID: JobState]
    private let settled: CellSet
    /// How the jobs ended that were settled before this run.
    let tally: Tally
    let unfinishedOperations: Double

    init(_ sweep: Sweep, ledger: SweepLedger) throws(LetheError) {
        self.sweep = sweep
        order = sweep.dispatchOrder
        states = try ledger.states()
        let settled = try SettledCells(of: sweep, in: ledger)
        self.settled = settled.cells
        tally = settled.tally
        unfinishedOperations = max(order.totalOperations - settled.operations, 0)
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
