public import Experiments
public import FoundationEssentials

/// Where a job stands.
public enum JobStatus: String, Hashable, Sendable, CaseIterable {
    /// Tried, and still to be done.
    case open
    case done, diverged, failed

    /// Whether the job has a measured outcome.
    public var hasOutcome: Bool { self == .done || self == .diverged }
    /// Whether nothing is left to be done.
    public var isSettled: Bool { self != .open }
}

/// What a coordinator must know of a job to go on.
public struct JobState: Hashable, Sendable {
    /// Where the job stands.
    public var status: JobStatus
    /// The highest number that an attempt at it has had.
    public var lastAttempt: AttemptID
    /// Deaths of workers that count against an open job, the oldest first.
    public var deaths: [RecordedDeath]

    /// The state of a job.
    public init(status: JobStatus, lastAttempt: AttemptID, deaths: [RecordedDeath] = []) {
        self.status = status
        self.lastAttempt = lastAttempt
        self.deaths = deaths
    }
}

/// The death of a worker that counts against the job it executed.
public struct RecordedDeath: Hashable, Sendable {
    /// The random name of the worker's supervisor.
    public var supervisor: String
    /// How it died.
    public var failure: Failure

    /// A death as the ledger keeps it.
    public init(supervisor: String, failure: Failure) {
        self.supervisor = supervisor
        self.failure = failure
    }
}

/// What a settled job left.
public struct JobResult: Hashable, Sendable {
    /// Done, diverged or failed.
    public var status: JobStatus
    /// What it measured, unless it failed.
    public var outcome: Outcome?
    /// Why it failed, if it did.
    public var failure: Failure?

    /// The result of a settled job.
    public init(status: JobStatus, outcome: Outcome? = nil, failure: Failure? = nil) {
        self.status = status
        self.outcome = outcome
        self.failure = failure
    }
}

/// An attempt as the ledger keeps it.
public struct RecordedAttempt: Hashable, Sendable {
    /// The job, the attempt's number and why it was made.
    public var attempt: Attempt
    /// How it ended, by the ledger's verdict.
    public var end: Attempt.End
    /// The name of the worker process.
    public var worker: String
    /// The machine it ran on.
    public var host: String
    /// When the worker began.
    public var started: Date
    /// What it consumed; unknown for a lost attempt.
    public var cost: AttemptCost?
    /// Why it failed or was lost, if it was.
    public var failure: Failure?

    /// An attempt as the ledger keeps it.
    public init(
        attempt: Attempt,
        end: Attempt.End,
        worker: String,
        host: String,
        started: Date,
        cost: AttemptCost? = nil,
        failure: Failure? = nil
    ) {
        self.attempt = attempt
        self.end = end
        self.worker = worker
        self.host = host
        self.started = started
        self.cost = cost
        self.failure = failure
    }
}
