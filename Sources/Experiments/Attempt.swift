/// One try at a job on one worker.
public struct Attempt: Hashable, Sendable {
    /// Why an attempt was made.
    public enum Cause: String, Hashable, Sendable, CaseIterable {
        case first, retry, duplicate, audit, verify
    }

    /// How an attempt ended.
    public enum End: String, Hashable, Sendable, CaseIterable {
        case done, diverged, failed
        /// Its worker was lost before it delivered.
        case lost
        /// Another attempt had delivered first.
        case discarded
    }

    /// The job that is tried.
    public var job: JobID
    /// The number of this try.
    public var id: AttemptID
    /// Why it was made.
    public var cause: Cause

    /// A try at a job.
    public init(job: JobID, id: AttemptID, cause: Cause) {
        self.job = job
        self.id = id
        self.cause = cause
    }
}

/// The number of a job's attempt, from 1; it only grows, so that a late answer is told from the current one.
public struct AttemptID: Hashable, Sendable, Comparable {
    /// From 1.
    public let number: Int

    /// An attempt by number.
    public init(_ number: Int) {
        self.number = number
    }

    /// The number of the attempt after this one.
    public var next: AttemptID { AttemptID(number + 1) }

    /// Orders attempts as they were made.
    public static func < (one: AttemptID, other: AttemptID) -> Bool { one.number < other.number }
}

/// Why an attempt failed, with its evidence.
public struct Failure: Hashable, Sendable {
    /// One sentence.
    public var reason: String
    /// The signal that ended the worker, if one did.
    public var signal: Int?
    /// The worker's exit code, if it exited.
    public var exitCode: Int?
    /// The last lines that the worker printed to its log.
    public var logLines: [String]

    /// A failure with whatever evidence there is.
    public init(reason: String, signal: Int? = nil, exitCode: Int? = nil, logLines: [String] = []) {
        self.reason = reason
        self.signal = signal
        self.exitCode = exitCode
        self.logLines = logLines
    }
}
