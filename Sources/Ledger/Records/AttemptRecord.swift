public import Experiments
public import FoundationEssentials

/// An attempt that ended, as a coordinator hands it to the ledger.
public struct AttemptRecord: Hashable, Sendable {
    /// How an attempt came to its end, as far as its coordinator knows.
    public enum Ending: Hashable, Sendable {
        /// It measured something; whether that counts is the ledger's to say.
        case delivered(Outcome)
        /// It failed; a final failure closes the job.
        case failed(Failure, isFinal: Bool)
        /// Its worker was lost before it delivered.
        case lost(Failure?)
        /// It was told to give up since another attempt had ended the job.
        case discarded
    }

    /// The job, the attempt's number and why it was made.
    public var attempt: Attempt
    /// The experiment's canonical text.
    public var experiment: String
    /// The revision under which it was computed.
    public var numerics: NumericsRevision
    /// How it ended.
    public var ending: Ending
    /// The name of the worker process.
    public var worker: String
    /// The machine it ran on.
    public var host: String
    /// The random name of the worker's supervisor.
    public var supervisor: String
    /// When the worker began.
    public var started: Date
    /// What it consumed; unknown for a lost attempt.
    public var cost: AttemptCost?

    /// An attempt that ended.
    public init(
        _ attempt: Attempt,
        experiment: String,
        numerics: NumericsRevision = .current,
        ending: Ending,
        worker: String,
        host: String,
        supervisor: String = "",
        started: Date,
        cost: AttemptCost? = nil
    ) {
        self.attempt = attempt
        self.experiment = experiment
        self.numerics = numerics
        self.ending = ending
        self.worker = worker
        self.host = host
        self.supervisor = supervisor
        self.started = started
        self.cost = cost
    }
}

/// What became of an attempt's record in the ledger.
public enum Verdict: Hashable, Sendable {
    /// Its outcome is the job's from now on.
    case counted
    /// Another attempt had delivered first; false if the two outcomes differ, which is also an event.
    case discarded(agrees: Bool)
    /// It ended without an outcome, and that is on record.
    case noted
    /// It was on record already; nothing changed.
    case repeated
}
