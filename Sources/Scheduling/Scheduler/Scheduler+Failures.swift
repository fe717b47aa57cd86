internal import Experiments

// Jobs that fail or kill their workers. What a worker lacks never ends a job; what lies with the job ends it once it is
// believed.
extension Scheduler {
    // MARK: - Failures

    mutating func takeFailure(
        _ failure: Failure,
        _ blame: Ending.Blame,
        of rank: JobRank,
        _ copy: JobCopy,
        _ acknowledgement: Acknowledgement
    ) {
        if case .job = blame, board[rank].ending == nil {
            accuse(rank, of: failure, copy)
            if isBelieved(rank) { return convict(rank, copy, acknowledging: [acknowledgement]) }
            rest(copy.worker, instead: rank, after: copy.cost?.wallSeconds ?? 0)
        }
        record([ended(copy, of: rank, .failed(failure, isFinal: false))], acknowledging: [acknowledgement])
        if case .worker(let lack) = blame { setAside(copy.host, lack, failure, for: board[rank].job) }
        requeue(rank)
    }

    private mutating func accuse(_ rank: JobRank, of failure: Failure, _ copy: JobCopy) {
        if !board[rank].failures.contains(where: { $0.host == copy.host }) {
            board[rank].failures.append(Evidence(host: copy.host, failure: failure))
        }
        suspect(rank, copy)
    }

    /// Remembers the attempt that spoke against a job, and looks whether it is the host that is at fault.
    private mutating func suspect(_ rank: JobRank, _ copy: JobCopy) {
        board[rank].lastBlamed = copy
        suspects.insert(rank)
        if hosts[copy.host].noteTrouble(of: board[rank].job.id, limit: policy.troublesToSetAside) {
            let reason = (board[rank].failures.last ?? board[rank].deaths.last)?.failure.reason ?? ""
            setAside(copy.host, .endsNothing, .passing, reason)
        }
    }

    /// Puts a job back, if it waits now: perhaps into another queue than before.
    private mutating func requeue(_ rank: JobRank) {
        board.dequeue(rank)
        guard board[rank].isWaiting else { return }
        board.enqueue(rank)
        dispatchToAll()
    }

    // MARK: - Deaths

    /// A supervisor saw a worker end; the job it was executing may be the reason.
    mutating func noteDeath(_ death: WorkerDeath) {
        guard reportedDead.insert(death.worker).inserted else { return }
        if let (rank, index) = executing(death) {
            switch death.cause {
            case .ownMaking: blame(rank, copy: index, for: death)
            case .memory: blameMemory(rank, copy: index, for: death)
            case .outside: break
            }
        }
        if workers.contains(death.worker) { remove(death.worker) }
        dispatchToAll()
    }

    /// What a dead worker was executing: as its supervisor says, or else what it began last, or was about to begin.
    private func executing(_ death: WorkerDeath) -> (JobRank, copy: Int)? {
        let held = workers.find(death.worker)?.held ?? lastHeld(by: death.worker)
        let candidates = held.compactMap { rank -> (rank: JobRank, copy: Int)? in
            guard let job = board.open[rank], job.ending == nil, let index = job.copyIndex(heldBy: death.worker)
            else { return nil }
            return (rank, index)
        }
        if let told = death.executing { return candidates.first { board[$0.rank].job.id == told } }
        return candidates.last { board[$0.rank].copies[$0.copy].startedAt != nil } ?? candidates.first
    }

    /// The jobs of a worker that was lost before its death was known.
    private func lastHeld(by worker: WorkerID) -> [JobRank] {
        board.open.values.filter { $0.copyIndex(heldBy: worker) != nil }.map(\.rank).sorted()
    }

    private mutating func blame(_ rank: JobRank, copy index: Int, for death: WorkerDeath) {
        countDeath(death.evidence, of: rank, takeFromTheDead(rank, copy: index))
    }

    /// A death for want of memory is a failure of the worker.
    private mutating func blameMemory(_ rank: JobRank, copy index: Int, for death: WorkerDeath) {
        let copy = takeFromTheDead(rank, copy: index)
        record([ended(copy, of: rank, .failed(death.evidence, isFinal: false))])
        // Other processes may have taken the memory.
        setAside(copy.host, Lack(.memory, .passing), death.evidence, for: board[rank].job)
        if board[rank].isWaiting { board.enqueue(rank) }
    }

    /// Takes a job from a worker that died; it is in no queue then.
    private mutating func takeFromTheDead(_ rank: JobRank, copy index: Int) -> JobCopy {
        if workers.contains(board[rank].copies[index].worker) {
            workers[board[rank].copies[index].worker].release(rank)
        }
        board.dequeue(rank)
        board[rank].copies[index].isLive = false
        return board[rank].copies[index]
    }

    /// A job that stops in the middle is accused as one that kills its worker.
    mutating func accuseOfStalling(_ rank: JobRank, copy index: Int) {
        let copy = board[rank].copies[index]
        let silence = Int((now - copy.progressedAt).inSeconds)
        let failure = Failure(reason: "it made no progress for \(silence) s on worker \(copy.worker)")
        board[rank].copies[index].isLive = false
        countDeath(failure, of: rank, copy)
    }

    /// Counts an attempt against its job that ended with its worker, or should have.
    private mutating func countDeath(_ failure: Failure, of rank: JobRank, _ copy: JobCopy) {
        board[rank].deaths.append(Evidence(host: copy.host, failure: failure))
        suspect(rank, copy)
        if isBelieved(rank) { return convict(rank, copy) }
        record([ended(copy, of: rank, .lost(failure))])
        if board[rank].isWaiting { board.enqueue(rank) }
    }

    // MARK: - Judging

    /// Whether what speaks against a job is enough: two hosts showed it, or nobody else present may try it.
    private func isBelieved(_ rank: JobRank) -> Bool {
        let accusers = board[rank].accusers(deathsToQuarantine: policy.deathsToQuarantine)
        if accusers.isEmpty { return false }
        return accusers.count >= policy.hostsToBelieve
            || !mayOthersJoinSoon && !hosts.present.contains { mayDo(rank, on: $0.id) }
    }

    /// Whether workers are only just coming, so that who is present now says little.
    private var mayOthersJoinSoon: Bool {
        if !awaited.isEmpty { return true }
        if case .ofOneHost = policy.patience { return false }
        // Where a tick is late, others may have spoken that were not heard yet.
        return now < gatheringEnds || now >= nextTick
    }

    private func verdict(on rank: JobRank) -> Failure {
        let job = board[rank]
        if job.failures.isEmpty, let last = job.deaths.last?.failure {
            var verdict = last
            verdict.reason =
                "the job killed its worker or stalled \(job.deaths.count) times; the last time \(last.reason)"
            return verdict
        }
        guard var verdict = job.failures.last?.failure else { return Failure(reason: "it failed") }
        let reasons = Set(job.failures.map(\.failure.reason))
        if job.failures.count > 1 {
            verdict.reason =
                reasons.count == 1
                ? "\(verdict.reason) (on \(job.failures.count) hosts)"
                : job.failures.map { "on host \($0.host): \($0.failure.reason)" }.joined(separator: "; ")
        }
        return verdict
    }

    /// Ends the suspected jobs that nobody else can try any more.
    mutating func judgeSuspects() {
        guard phase == .running else { return }
        for rank in suspects.sorted() where board[rank].isWaiting && isBelieved(rank) {
            if let copy = board[rank].lastBlamed { convict(rank, copy) }
        }
    }

    /// Ends a job as failed, by the attempt that spoke against it last.
    private mutating func convict(_ rank: JobRank, _ copy: JobCopy, acknowledging: [Acknowledgement] = []) {
        let failed = ended(copy, of: rank, .failed(verdict(on: rank), isFinal: true))
        finish(rank, .failed, records: [failed], acknowledging: acknowledging)
    }
}
