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
    var deaths: [Evidence]
    /// Its own failures, one for each host that showed one.
    var failures: [Evidence] = []
    /// The attempt that gave the last evidence of this coordinator's time.
    var lastBlamed: JobCopy?
    /// How it ended, from the arrival of its end to the commit.
    var ending: Tally.Ending?

    init(_ job: PoolJob, rank: JobRank) {
        self.job = job
        self.rank = rank
        lastAttempt = job.lastAttempt
        deaths = job.deaths
    }

    /// Whether nothing was tried or heard of it, so that it can be drawn again as it was.
    var isUntouched: Bool { copies.isEmpty && failures.isEmpty && deaths.isEmpty && ending == nil }

    /// A job that may have killed a worker endangers no other job.
    var mustRunAlone: Bool { !deaths.isEmpty }

    /// Whether an attempt before was more than a place in a queue from which the job was moved.
    private var wasTried: Bool {
        job.lastAttempt.number > 0 || copies.contains { !$0.isRevoked || $0.startedAt != nil }
    }

    /// The hosts that showed what may be the job's own fault: a failure, or deaths as many as end a job. Nobody yet
    /// where all deaths were an earlier coordinator's: one more attempt decides.
    func accusers(deathsToQuarantine: Int) -> Set<HostID> {
        if lastBlamed == nil { return [] }
        return Set((failures + (deaths.count >= deathsToQuarantine ? deaths : [])).map(\.host))
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
        of identity: WorkerIdentity,
        at now: Instant,
        until deadline: Instant
    ) -> Int {
        lastAttempt = attempt > lastAttempt ? attempt : lastAttempt.next
        copies.append(
            JobCopy(
                worker: worker,
                host: identity.host,
                machine: identity.machine,
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
    mutating func leaseCopy(
        to worker: WorkerID,
        of identity: WorkerIdentity,
        at now: Instant,
        until deadline: Instant
    ) -> JobCopy {
        let cause: Attempt.Cause = !isWaiting ? .duplicate : wasTried ? .retry : .first
        lastAttempt = lastAttempt.next
        let copy = JobCopy(
            worker: worker,
            host: identity.host,
            machine: identity.machine,
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
    let host: HostID
    /// The name of the host's machine.
    let machine: String
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
    /// What its executor told last, if it ever did.
    private(set) var progress: JobProgress?
    /// When it told that, or else when it began.
    var progressedAt: Instant
    /// The longest that it went on without telling, while its worker was heard.
    private var longestGap = Duration.zero
    /// What it consumed, once its worker told.
    var cost: AttemptCost?
    /// Whether the worker is trusted to deliver; a lost copy's result is welcome all the same.
    var isLive = true
    /// Whether the worker was told to leave it to another; it stays so even if the worker still speaks of it.
    var isRevoked = false

    init(
        worker: WorkerID,
        host: HostID,
        machine: String,
        attempt: AttemptID,
        recorded: AttemptID,
        cause: Attempt.Cause,
        leasedAt: Instant,
        deadline: Instant
    ) {
        self.worker = worker
        self.host = host
        self.machine = machine
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

    mutating func note(_ told: JobProgress?, at now: Instant) {
        start(at: now)
        guard let told, told.work > progress?.work ?? 0 else { return }
        if isLive { longestGap = max(longestGap, now - progressedAt) }
        progress = told
        progressedAt = now
    }

    /// Whether it told progress and then fell silent for long, and for far longer than it ever did.
    func isStalled(at now: Instant, _ policy: PoolPolicy) -> Bool {
        guard progress != nil else { return false }
        return now - progressedAt >= max(policy.stallDuration, longestGap * policy.stallFactor)
    }

    /// Does not count a time in which the coordinator could hear nobody.
    mutating func excuse(_ time: Duration) {
        deadline = deadline + time
        progressedAt = progressedAt + time
    }
}
