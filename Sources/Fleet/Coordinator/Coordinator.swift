public import Experiments
public import Ledger
public import Scheduling

/// Hands the jobs of a sweep to workers and keeps what they measure in a ledger.
///
/// One thread: a loop around a `Scheduler`, which decides, and a socket, a clock, a ledger and a pool of local workers,
/// which it acts upon. What a turn of the loop gathered is committed in one transaction, and only then acknowledged.
public struct Coordinator {
    private let configuration: CoordinatorConfiguration
    private let ledger: SweepLedger
    private let catalogue: any JobCatalogue
    private let tally: Tally
    private let clock = LoopClock()

    /// A coordinator for the jobs of a catalogue.
    ///
    /// - Parameters:
    ///   - ledger: of the run, whose lock the caller holds.
    ///   - tally: how the jobs ended that the catalogue says are finished.
    public init(
        _ configuration: CoordinatorConfiguration,
        ledger: SweepLedger,
        catalogue: any JobCatalogue,
        tally: Tally
    ) {
        self.configuration = configuration
        self.ledger = ledger
        self.catalogue = catalogue
        self.tally = tally
    }

    /// Works until every job is accounted for, or until it is asked to stop.
    ///
    /// - Parameters:
    ///   - pool: local workers, started by the caller; they are dismissed and reaped at the end. If the ledger fails
    ///   they
    ///     are left alone with their results, to be adopted by the next coordinator.
    ///   - stop: the first request finishes what runs, the second ends at once.
    ///   - progress: told of every change, at a modest rate, and of the last state.
    /// - Throws: what the ledger reports if it cannot be written; `endpoint.cannot-bind` or `endpoint.in-use`; or, when
    ///   no worker of the pool is left and none can be started, why.
    public func run(
        pool: WorkerPool? = nil,
        stop: StopRequests,
        progress: (PoolSnapshot) -> Void = { _ in }
    ) throws(LetheError) -> SweepEnd {
        guard case .ipc(let path) = configuration.endpoint.transport else {
            return try work(pool, stop, progress)
        }
        let directory = try PrivateDirectory(around: path)
        defer { directory.removeIfEmpty() }
        return try work(at: path, pool, stop, progress)
    }

    /// Works at a socket that is this process's own.
    private func work(
        at path: String,
        _ pool: WorkerPool?,
        _ stop: StopRequests,
        _ progress: (PoolSnapshot) -> Void
    ) throws(LetheError) -> SweepEnd {
        let lock = try AddressLock(path, of: configuration.endpoint, as: .thisProcess(at: clock.date(of: clock.now)))
        let end = try work(pool, stop, progress)
        withExtendedLifetime(lock) {}
        return end
    }

    private func work(
        _ pool: WorkerPool?,
        _ stop: StopRequests,
        _ progress: (PoolSnapshot) -> Void
    ) throws(LetheError) -> SweepEnd {
        let scheduler = Scheduler(
            catalogue: catalogue,
            policy: policy,
            tally: tally,
            knownAnswer: configuration.knownAnswer,
            awaiting: try awaited(pool),
            at: clock.now
        )
        var loop = CoordinatorLoop(
            configuration: configuration,
            socket: try PeerSocket.router(at: configuration.endpoint),
            scheduler: scheduler,
            recorder: OutcomeRecorder(ledger: ledger, clock: clock, logger: configuration.logger),
            clock: clock,
            pool: pool,
            stop: stop
        )
        let end = try loop.run(progress)
        // Who was not sent home waits for a successor.
        if end.reason != .stopped { try ledger.dismissWorkers(at: clock.date(of: clock.now)) }
        return end
    }

    /// Workers of a coordinator before this one: a local pool's are told by their presence files, others by the ledger.
    private func awaited(_ pool: WorkerPool?) throws(LetheError) -> Set<WorkerID> {
        if let pool { return pool.survivors }
        return Set(try ledger.presentWorkers().map { WorkerID($0) })
    }

    /// The pool's rules; workers are waited for as long as they may take to connect again.
    private var policy: PoolPolicy {
        var policy = configuration.policy
        policy.adoptionGrace = max(policy.adoptionGrace, configuration.endpoint.longestReconnectInterval * 1.2)
        return policy
    }
}
