internal import Experiments

/// A worker that has joined, as the coordinator sees it.
struct WorkerState {
    let id: WorkerID
    var identity: WorkerIdentity
    /// The most jobs it will hold.
    var credit: Int
    var lastHeard: Instant
    /// The jobs leased to it that it has not delivered, in the order in which it does them.
    var held: [JobRank] = []
    /// It gets no job before then: it failed one faster than it could have done it.
    var restsUntil: Instant?
    /// Running jobs that it was told to give up and has not, and since when.
    private var refusals: [JobID: Instant] = [:]
    /// From a lease to an idle worker until the news that it began; smoothed.
    private(set) var roundTrip: Duration?
    /// The lease to an idle worker that is being timed.
    private var timed: (rank: JobRank, since: Instant)?

    init(id: WorkerID, identity: WorkerIdentity, credit: Int, lastHeard: Instant) {
        self.id = id
        self.identity = identity
        self.credit = credit
        self.lastHeard = lastHeard
    }

    mutating func hold(_ rank: JobRank, at now: Instant) {
        if held.isEmpty { timed = (rank, now) }
        held.append(rank)
    }

    mutating func release(_ rank: JobRank) {
        if let place = held.firstIndex(of: rank) { held.remove(at: place) }
        if timed?.rank == rank { timed = nil }
    }

    /// Takes note of the running jobs that it should have given up; true once it has held on to one for so long.
    mutating func holdsOn(to jobs: [JobID], for patience: Duration, at now: Instant) -> Bool {
        if jobs.isEmpty && refusals.isEmpty { return false }
        refusals = Dictionary(jobs.map { ($0, refusals[$0] ?? now) }, uniquingKeysWith: { first, _ in first })
        return refusals.values.contains { $0 + patience <= now }
    }

    mutating func noteStart(of rank: JobRank, at now: Instant) {
        guard let timed, timed.rank == rank else { return }
        let sample = now - timed.since
        roundTrip = roundTrip.map { $0 * 0.75 + sample * 0.25 } ?? sample
        self.timed = nil
    }
}

/// The joined workers in the order in which they joined, so that every run of a simulation visits them alike.
struct WorkerTable {
    private(set) var ids: [WorkerID] = []
    private var states: [WorkerID: WorkerState] = [:]

    var count: Int { ids.count }
    var inOrder: [WorkerState] { ids.compactMap { states[$0] } }

    func contains(_ id: WorkerID) -> Bool { states[id] != nil }

    func find(_ id: WorkerID) -> WorkerState? { states[id] }

    /// A worker that has joined.
    subscript(id: WorkerID) -> WorkerState {
        get { states[id]! }
        _modify { yield &states[id]! }
    }

    mutating func insert(_ state: WorkerState) {
        if states.updateValue(state, forKey: state.id) == nil { ids.append(state.id) }
    }

    mutating func remove(_ id: WorkerID) {
        guard states.removeValue(forKey: id) != nil else { return }
        ids.removeAll { $0 == id }
    }
}
