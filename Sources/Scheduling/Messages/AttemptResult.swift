public import Experiments

/// How an attempt at a job ended.
public enum Ending: Hashable, Sendable {
    /// Where the reason of a failure lies.
    public enum Blame: Hashable, Sendable {
        /// With the job: it would fail the same way anywhere, so one other host is asked and no more.
        case job
        /// With the worker, and what it lacks: the job stays as it was.
        case worker(Lack)
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
