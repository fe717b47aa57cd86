internal import Experiments

/// The lease that the executor works on, and what is left of it.
struct RunningLease {
    struct Job {
        var reference: AttemptReference
        var state = State.queued
        /// Whether the coordinator does not want it any more.
        var isCancelled = false
    }

    /// How far the executor has come with a job.
    enum State {
        case queued
        /// It began, and told this of its progress, if anything.
        case begun(JobProgress?)
    }

    private(set) var jobs: [Job]

    init(_ lease: Lease) {
        jobs = lease.items.map { Job(reference: $0.reference) }
    }

    var isOver: Bool { jobs.isEmpty }
    var notBegun: [JobID] { jobs.filter { $0.hasNotBegun && !$0.isCancelled }.map(\.reference.job) }
    var claims: [Claim] { jobs.map { Claim($0.reference, $0.stage) } }

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

extension RunningLease.Job {
    fileprivate var hasNotBegun: Bool {
        if case .queued = state { true } else { false }
    }

    fileprivate var stage: Claim.Stage {
        switch state {
        case .queued: .queued
        case .begun(let progress): .running(progress)
        }
    }

    mutating func begin() {
        if hasNotBegun { state = .begun(nil) }
    }
}
