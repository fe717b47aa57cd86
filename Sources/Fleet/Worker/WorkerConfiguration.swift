public import Hashing
public import Logging
public import Scheduling

/// How a worker process works.
public struct WorkerConfiguration: Sendable {
    /// Where its coordinator listens.
    public var endpoint: Endpoint
    /// What it inherited from its supervisor; nil for a worker that was started by hand.
    public var place: WorkerPlace?
    /// What its known-answer test came to.
    public var knownAnswer: Digest?
    /// The pool's rules.
    public var policy: PoolPolicy
    /// Where it logs.
    public var logger: Logger

    /// A worker for the coordinator at an endpoint.
    public init(
        endpoint: Endpoint,
        place: WorkerPlace? = .inherited,
        policy: PoolPolicy = PoolPolicy(),
        logger: Logger
    ) {
        self.endpoint = endpoint
        self.place = place
        self.policy = policy
        self.logger = logger
    }
}
