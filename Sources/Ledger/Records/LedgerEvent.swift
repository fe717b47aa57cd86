public import Experiments
public import FoundationEssentials

/// Something that an operator should know of, kept for good.
public struct LedgerEvent: Hashable, Sendable {
    /// What happened.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// Two attempts at one job measured different things.
        case outcomesDiffer = "outcomes-differ"
        /// A worker was caught computing wrong and gets no more work.
        case workerQuarantined = "worker-quarantined"
        /// Results of a worker were withdrawn.
        case resultsWithdrawn = "results-withdrawn"
    }

    /// When it was noticed.
    public var at: Date
    /// What happened.
    public var kind: Kind
    /// The job it is about, if it is about one.
    public var job: JobID?
    /// The worker it is about, if it is about one.
    public var worker: String?
    /// One sentence.
    public var message: String

    /// An event.
    public init(at: Date, kind: Kind, job: JobID? = nil, worker: String? = nil, message: String) {
        self.at = at
        self.kind = kind
        self.job = job
        self.worker = worker
        self.message = message
    }
}
