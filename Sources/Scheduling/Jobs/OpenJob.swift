internal import Experiments

/// A job that was drawn from the catalogue and has not ended durably.
struct OpenJob {
    let job: PoolJob
    let rank: JobRank
    /// Every attempt of this coordinator's time, and adopted ones; lost ones too, since their results may still come.
    var copies: [JobCopy] = []
    /// The highest attempt number that was given or heard of.
    var lastAttempt: AttemptID
    /// Deaths of workers that count against the job.
    var deaths: [Failure]
    /// Workers that lack something which the job needs.
    var avoided: [WorkerID] = []
    /// What the last of them said.
    var inability: Inability?
    /// How it ended, from the arrival of its end to the commit.
    var ending: Tally.Ending?

    /// A worker's failure that is not the job's.
    struct Inability {
        var since: Instant
        var failure: Failure
        var copy: JobCopy
    }

    init(_ job: PoolJob, rank: JobRank) {
        self.job = job
        self.rank = rank
        lastAttempt = job.lastAttempt
        deaths = job.deaths
    }

    /// A job that may have killed a worker endangers no other job.
    var mustRunAlone: Bool { !deaths.isEmpty }

    /// Whether an attempt before was more than a place in a queue from which the job was moved.
    private var wasTried: Bool {
        job.lastAttempt.number > 0 || copies.contains { !$0.isRevoked || $0.startedAt != nil }
    }

    var liveCopies: [JobCopy] { copies.filter(\.isLive) }

    /// Whether it should be leased to someone: it has neither an end nor anyone who works on it.
    var isWaiting: Bool { ending == nil && !copies.contains(where: \.isLive) }

    func copyIndex(of worker: WorkerID, attempt: AttemptID) -> Int? {
        copies.firstIndex { $0.worker == worker && $0.attempt == attempt }
    }

    /// The attempt that a worker's claim speaks for: a newer one that is on its way to it takes this one's place.
    func copyIndex(claimedBy worker: WorkerID, attempt: AttemptID) -> Int? {
        copies.lastIndex { $0.worker == worker && $0.isLive } ?? copyIndex(of: worker, attempt: attempt)
    }

    func isLeased(to worker: WorkerID) -> Bool {
        copies.contains { $0.worker == worker && $0.isLive }
    }

    /// The attempt that a worker holds or, if it is thought lost, last held.
    func copyIndex(heldBy worker: WorkerID) -> Int? {
        copies.lastIndex { $0.worker == worker && $0.isLive } ?? copies.lastIndex { $0.worker == worker }
    }

    func reference(of copy: JobCopy) -> AttemptReference {
        AttemptReference(rank: rank, job: job.id, attempt: copy.attempt)
    }

    /// Adds an attempt that a worker says it holds and that this coordinator has not leased.
    ///
    /// Its number may have been given to someone else since, by a coordinator that did not know of it. The ledger then
    /// knows it by the next free number.
    mutating func adoptCopy(
        _ attempt: AttemptID,
        worker: WorkerID,
        host: String,
        at now: Instant,
        until deadline: Instant
    ) -> Int {
        lastAttempt = attempt > lastAttempt ? attempt : lastAttempt.next
        copies.append(
            JobCopy(
                worker: worker,
                host: host,
                attempt: attempt,
                recorded: lastAttempt,
                cause: JobCopy.likelyCause(of: attempt),
                leasedAt: now,
                deadline: deadline
            )
        )
        return copies.count - 1
    }

    /// Adds the next attempt.
    mutating func leaseCopy(to worker: WorkerID, host: String, at now: Instant, until deadline: Instant) -> JobCopy {
        let cause: Attempt.Cause = !isWaiting ? .duplicate : wasTried ? .retry : .first
        lastAttempt = lastAttempt.next
        let copy = JobCopy(
            worker: worker,
            host: host,
            attempt: lastAttempt,
            recorded: lastAttempt,
            cause: cause,
            leasedAt: now,
            deadline: deadline
        )
        copies.append(copy)
        return copy
    }
}

/// One attempt at an open job.
struct JobCopy {
    let worker: WorkerID
    let host: String
    /// The number by which the worker knows it.
    let attempt: AttemptID
    /// The number by which the ledger knows it.
    let recorded: AttemptID
    let cause: Attempt.Cause
    let leasedAt: Instant
    /// When the coordinator heard that it began.
    var startedAt: Instant?
    /// Until when the worker has a right to it.
    var deadline: Instant
    var progress = 0.0
    var progressedAt: Instant
    /// Whether the worker is trusted to deliver; a lost copy's result is welcome all the same.
    var isLive = true
    /// Whether the worker was told to leave it to another; it stays so even if the worker still speaks of it.
    var isRevoked = false

    init(
        worker: WorkerID,
        host: String,
        attempt: AttemptID,
        recorded: AttemptID,
        cause: Attempt.Cause,
        leasedAt: Instant,
        deadline: Instant
    ) {
        self.worker = worker
        self.host = host
        self.attempt = attempt
        self.recorded = recorded
        self.cause = cause
        self.leasedAt = leasedAt
        self.deadline = deadline
        progressedAt = leasedAt
    }

    /// Why an attempt was made that an earlier coordinator leased, as far as its number tells.
    static func likelyCause(of attempt: AttemptID) -> Attempt.Cause {
        attempt.number <= 1 ? .first : .retry
    }

    mutating func start(at now: Instant) {
        if startedAt == nil {
            startedAt = now
            progressedAt = now
        }
    }

    mutating func note(progress share: Double, at now: Instant) {
        start(at: now)
        if share > progress {
            progress = share
            progressedAt = now
        }
    }
}
