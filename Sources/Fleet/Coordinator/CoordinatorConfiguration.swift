public import Hashing
public import Logging
public import Scheduling

/// How a coordinator works.
public struct CoordinatorConfiguration: Sendable {
    /// Where it listens.
    public var endpoint: Endpoint
    /// The pool's rules.
    public var policy: PoolPolicy
    /// What a worker's known-answer test must come to; nil lets every worker join.
    public var knownAnswer: Digest?
    /// How often progress is told at most.
    public var progressInterval: Duration = .milliseconds(100)
    /// How long workers may take to leave when all is done.
    public var partingPatience: Duration = .seconds(5)
    /// Where it logs.
    public var logger: Logger

    /// A coordinator at an endpoint.
    public init(endpoint: Endpoint, policy: PoolPolicy = PoolPolicy(), logger: Logger) {
        self.endpoint = endpoint
        self.policy = policy
        self.logger = logger
    }
}
