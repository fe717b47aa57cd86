internal import Experiments

/// The lease that the executor works on, and what is left of it.
struct RunningLease {
    struct Job {
        var reference: AttemptReference
        /// The share that is done; nil until it began.
        var progress: Double?
        /// Whether the coordinator does not want it any more.
        var isCancelled = false
    }

    private(set) var jobs: [Job]

    init(_ lease: Lease) {
        jobs = lease.items.map { Job(reference: $0.reference) }
    }

    var isOver: Bool { jobs.isEmpty }
    var notBegun: [JobID] { jobs.filter { $0.progress == nil && !$0.isCancelled }.map(\.reference.job) }

    var claims: [Claim] {
        jobs.map { Claim($0.reference, $0.progress.map { .running(progress: $0) } ?? .queued) }
    }

    /// Changes a job of this lease; what it was changed to, or nil if it is none.
    @discardableResult
    mutating func update(_ job: JobID, _ change: (inout Job) -> Void) -> Job? {
        guard let index = jobs.firstIndex(where: { $0.reference.job == job }) else { return nil }
        change(&jobs[index])
        return jobs[index]
    }

    mutating func remove(_ job: JobID) -> Job? {
        jobs.firstIndex { $0.reference.job == job }.map { jobs.remove(at: $0) }
    }
}
