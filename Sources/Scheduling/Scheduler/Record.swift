public import Experiments

/// What the ledger should remember.
public enum Record: Hashable, Sendable {
    case workerJoined(WorkerID, WorkerIdentity)
    case workerLeft(WorkerID)
    case attemptEnded(EndedAttempt)
}

/// The number of a group of records, from 1, in the order in which they were made.
public struct RecordNumber: Hashable, Comparable, Sendable {
    /// Groups made before it, and one.
    public let number: Int

    /// The group of this number.
    public init(_ number: Int) {
        self.number = number
    }

    /// Whether one was made before the other.
    public static func < (one: RecordNumber, other: RecordNumber) -> Bool { one.number < other.number }
}

/// An attempt that ended.
///
/// The first outcome and the final failure end a job. One attempt may be told of more than once: what was given up for
/// lost may deliver after all, and a result that was recorded may come again.
public struct EndedAttempt: Hashable, Sendable {
    /// How an attempt ended, as far as the scheduler knows.
    public enum Ending: Hashable, Sendable {
        /// It measured something. The ledger counts a job's first outcome and compares every later one with it: a
        /// difference is an alarm.
        case delivered(Outcome)
        /// It failed; a final failure ends the job.
        case failed(Failure, isFinal: Bool)
        /// Its worker was lost before it delivered, or died; a death that counts against the job comes with its
        /// evidence.
        case lost(Failure?)
        /// It was told to give up since another attempt had ended the job.
        case discarded
    }

    /// Where the job stands in the catalogue.
    public var rank: JobRank
    /// The job as it was delivered to the worker.
    public var payload: String
    /// The job, the number by which the ledger knows the attempt, and why it was made.
    public var attempt: Attempt
    /// Who had it.
    public var worker: WorkerID
    /// The worker's host.
    public var host: HostID
    /// The name of the host's machine.
    public var machine: String
    /// How it ended.
    public var ending: Ending
    /// When the worker said that it began, or else when the job was leased to it.
    public var started: Instant
    /// What it consumed, unless the worker never told.
    public var cost: AttemptCost?

    /// An attempt that ended.
    public init(
        rank: JobRank,
        payload: String,
        attempt: Attempt,
        worker: WorkerID,
        host: HostID,
        machine: String,
        ending: Ending,
        started: Instant,
        cost: AttemptCost? = nil
    ) {
        self.rank = rank
        self.payload = payload
        self.attempt = attempt
        self.worker = worker
        self.host = host
        self.machine = machine
        self.ending = ending
        self.started = started
        self.cost = cost
    }
}
