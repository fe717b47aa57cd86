public import Hashing

/// The coordinator's mind: which worker does which job, and what is remembered of it.
///
/// A value without input or output. Whoever owns the sockets, the ledger and the clock tells it what happened and does
/// what it answers, in order. It begins with `woken`, and ends with the effect `finish`.
public struct Scheduler: Sendable {
    enum Phase {
        case running
        /// The user wants to stop.
        case draining
        /// Nobody can do what is left.
        case givingUp
        case finished
    }

    let policy: PoolPolicy
    let knownAnswer: Digest?
    var board: JobBoard
    var workers = WorkerTable()
    var hosts = HostTable()
    /// What was learned of the jobs' durations.
    public internal(set) var estimator = CostEstimator()
    var commits = CommitQueue()
    var phase = Phase.running
    /// Workers whose death was reported, so that none counts twice.
    var reportedDead: Set<WorkerID> = []
    /// Jobs against which something speaks, and that may have to be judged.
    var suspects: Set<JobRank> = []
    /// Since when nobody present could do any job that is left, trials aside.
    var stuckSince: Instant?
    /// How jobs ended whose end is durable.
    var tally: Tally
    var throughput: ThroughputMeter
    var endedOperations = 0.0
    /// Workers of an earlier coordinator that have not joined yet.
    var awaited: Set<WorkerID>
    private var graceEnds: Instant
    /// Until then workers are taken to be only just coming.
    private(set) var gatheringEnds: Instant
    private(set) var nextTick: Instant
    /// When the first worker that rests may get a job again.
    var nextRestEnds: Instant?
    /// The time of the event that is being handled.
    var now: Instant
    /// What was decided since the event.
    var effects: [Effect] = []

    var catalogue: any JobCatalogue { board.catalogue }

    /// - Parameters:
    ///   - tally: how the jobs ended that the catalogue says are finished.
    ///   - knownAnswer: what a worker's known-answer test must come to; nil lets every worker join.
    ///   - awaiting: workers of a coordinator before this one that may still live and hold jobs. New jobs wait for
    ///   them,
    ///     for `adoptionGrace` at most, so that none is done twice.
    public init(
        catalogue: some JobCatalogue,
        policy: PoolPolicy = PoolPolicy(),
        tally: Tally = Tally(),
        knownAnswer: Digest? = nil,
        awaiting: Set<WorkerID> = [],
        at now: Instant
    ) {
        self.policy = policy
        self.knownAnswer = knownAnswer
        self.tally = tally
        self.now = now
        board = JobBoard(catalogue)
        awaited = awaiting
        graceEnds = now + policy.adoptionGrace
        gatheringEnds = now + max(policy.adoptionGrace, policy.leaseDuration)
        nextTick = now
        throughput = ThroughputMeter(at: now)
    }

    /// Takes note of what happened and answers what to do about it.
    public mutating func handle(_ event: Event, at time: Instant) -> [Effect] {
        now = max(now, time)
        switch event {
        case .received(_, let peer) where phase == .finished: send(.goodbye, to: peer)
        case _ where phase == .finished: break
        case .received(let message, let peer): receive(message, from: peer)
        case .workerLost(let worker): lose(worker)
        case .workerDied(let death): noteDeath(death)
        case .recordsCommitted(let number): noteCommit(through: number)
        case .drainRequested: drain()
        case .woken: wake()
        }
        finishIfDone()
        defer { effects = [] }
        return effects
    }

    private mutating func receive(_ message: WorkerMessage, from peer: WorkerID) {
        switch message {
        case .died(let death): return noteDeath(death)
        case .supervising(let host):
            hosts[host].supervisor = peer
            return
        case .statusRequest: return send(.status(status(at: now)), to: peer)
        case .leaving where !workers.contains(peer): return
        case .hello(let hello):
            join(peer, hello)
            relieve(with: peer)
            return
        case _ where !workers.contains(peer): return send(.rejoin, to: peer)
        default: break
        }
        workers[peer].lastHeard = now
        switch message {
        case .started(let reference): noteStart(of: reference, by: peer)
        case .heartbeat(let heartbeat): noteHeartbeat(heartbeat, of: peer)
        case .results(let results):
            for result in results { take(result, from: peer) }
            dispatch(to: peer)
            relieve(with: peer)
            return
        case .returned(let references): takeBack(references, from: peer)
        case .leaving: lose(peer)
        case .hello, .died, .supervising, .statusRequest: break
        }
        dispatch(to: peer)
    }

    // MARK: - Time

    private mutating func wake() {
        if now >= nextTick { tick() }
        endRests()
        wishToWake()
    }

    /// Asks to be woken for whatever comes first, in place of what was asked before.
    mutating func wishToWake() { effects.append(.wake(at: min(nextTick, nextRestEnds ?? nextTick))) }

    private mutating func tick() {
        excuse(now - nextTick)
        nextTick = now + policy.heartbeatInterval
        for worker in workers.inOrder {
            if worker.lastHeard + policy.leaseDuration <= now {
                lose(worker.id)
            } else {
                expireLeases(of: worker.id)
            }
        }
        advanceSetbacks()
        judgeSuspects()
        for worker in workers.ids { send(phase == .draining ? .drain : .heartbeat, to: worker) }
        if now >= graceEnds { awaited = [] }
        dispatchToAll()
        // Workers are much alike: where one copy does not pay, the next hardly would.
        for worker in workers.ids where workers[worker].held.isEmpty {
            guard relieve(with: worker) else { break }
        }
        giveUpIfStuck()
    }

    /// While the coordinator could hear nobody, as during a long commit, nobody was silent.
    private mutating func excuse(_ late: Duration) {
        gatheringEnds = gatheringEnds + late
        guard late > policy.heartbeatInterval else { return }
        graceEnds = graceEnds + late
        for id in workers.ids {
            workers[id].lastHeard = workers[id].lastHeard + late
            for rank in workers[id].held {
                guard let index = board[rank].copyIndex(heldBy: id) else { continue }
                board[rank].copies[index].excuse(late)
            }
        }
    }

    // MARK: - The end

    private mutating func drain() {
        guard phase == .running else { return }
        phase = .draining
        for worker in workers.ids { send(.drain, to: worker) }
    }

    private mutating func finishIfDone() {
        guard phase != .finished, commits.isEmpty else { return }
        let isComplete = board.isFinished()
        let isDrained = phase == .draining && workers.ids.allSatisfy { !holdsLiveJobs($0) }
        guard isComplete || isDrained || phase == .givingUp else { return }
        let finish: Finish = isComplete ? .complete : isDrained ? .drained : .stuck(reasonsToBeStuck())
        phase = .finished
        for worker in workers.ids { send(.goodbye, to: worker) }
        // Their workers may just be being started again, and would wait in vain.
        for supervisor in hosts.inOrder.compactMap(\.supervisor) { send(.goodbye, to: supervisor) }
        effects.append(.finish(finish))
    }

    private func holdsLiveJobs(_ worker: WorkerID) -> Bool {
        workers[worker].held.contains { board[$0].isLeased(to: worker) }
    }

    // MARK: - Effects

    mutating func send(_ message: CoordinatorMessage, to worker: WorkerID) {
        effects.append(.send(message, to: worker))
    }

    mutating func record(_ records: [Record], acknowledging: [Acknowledgement] = [], closing: [JobRank] = []) {
        let number = commits.add(acknowledging: acknowledging, closing: closing)
        effects.append(.record(records, number))
    }
}
