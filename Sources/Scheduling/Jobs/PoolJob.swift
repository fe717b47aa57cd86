public import Experiments

/// A job as the pool sees it: a text to be delivered to a worker, and what it is expected to cost.
public struct PoolJob: Hashable, Sendable {
    /// Its name.
    public var id: JobID
    /// What the worker's executor is given; opaque to the pool.
    public var payload: String
    /// Jobs whose paths begin alike share work; opaque to the pool otherwise.
    public var affinity: [UInt64]
    /// Floating-point operations by formula.
    public var expectedOperations: Int
    /// What it cannot do without; peak memory is by formula.
    public var needs: Needs
    /// The highest attempt number in the ledger, 0 if there is none.
    public var lastAttempt: AttemptID
    /// The deaths of workers that count against the job, as the ledger has them.
    public var deaths: [Evidence]

    /// A job with what is expected and known of it.
    public init(
        id: JobID,
        payload: String,
        affinity: [UInt64] = [],
        expectedOperations: Int,
        needs: Needs = Needs(),
        lastAttempt: AttemptID = AttemptID(0),
        deaths: [Evidence] = []
    ) {
        self.id = id
        self.payload = payload
        self.affinity = affinity
        self.expectedOperations = expectedOperations
        self.needs = needs
        self.lastAttempt = lastAttempt
        self.deaths = deaths
    }
}
