public import Experiments

/// How an attempt at a job ended.
public enum Ending: Hashable, Sendable {
    /// Where the reason of a failure lies.
    public enum Blame: Hashable, Sendable {
        /// With the job: it would fail the same way anywhere, so it is not tried again.
        case job
        /// With the worker, such as data or memory that it lacks: another worker may succeed.
        case worker
    }

    /// The job was measured; a divergence is an outcome too.
    case outcome(Outcome)
    case failure(Failure, blame: Blame)
}

/// What a worker delivers for an attempt, and keeps until it is acknowledged.
public struct AttemptResult: Hashable, Sendable {
    /// Which try at which job.
    public var reference: AttemptReference
    /// What came of it.
    public var ending: Ending
    /// What it consumed.
    public var cost: AttemptCost

    /// What came of an attempt.
    public init(reference: AttemptReference, ending: Ending, cost: AttemptCost) {
        self.reference = reference
        self.ending = ending
        self.cost = cost
    }
}
