/// What a worker, its supervisor or an onlooker says to the coordinator.
public enum WorkerMessage: Hashable, Sendable {
    /// Who a worker is, and everything it still holds. The first message, and the answer to `rejoin`.
    case hello(Hello)
    /// The executor began with a job.
    case started(AttemptReference)
    /// The worker is there; this is what it holds.
    case heartbeat(Heartbeat)
    /// Attempts that ended; the worker keeps them until they are acknowledged.
    case results([AttemptResult])
    /// Jobs that the worker had not begun and will not do.
    case returned([AttemptReference])
    /// The worker goes, and holds nothing more.
    case leaving
    /// From a supervisor: a worker process ended.
    case died(WorkerDeath)
    /// From a supervisor, whenever it is connected: it can end the workers of this host.
    case supervising(HostID)
    /// From an onlooker such as `lethe status`: how far is the sweep?
    case statusRequest
}

/// A worker's introduction.
public struct Hello: Hashable, Sendable {
    /// Who it is.
    public var identity: WorkerIdentity
    /// The most jobs it will hold at once; 0 if it wants none.
    public var credit: Int
    /// Everything it holds.
    public var claims: [Claim]

    /// An introduction.
    public init(identity: WorkerIdentity, credit: Int, claims: [Claim]) {
        self.identity = identity
        self.credit = credit
        self.claims = claims
    }
}

/// A worker's sign of life.
public struct Heartbeat: Hashable, Sendable {
    /// The most jobs it will hold at once; 0 if it wants none.
    public var credit: Int
    /// Everything it holds.
    public var claims: [Claim]

    /// A sign of life.
    public init(credit: Int, claims: [Claim]) {
        self.credit = credit
        self.claims = claims
    }
}
