internal import Experiments

// Jobs that kill their workers, and workers that cannot do a job.
extension Scheduler {
    /// A supervisor saw a worker end; the job it was executing may be the reason.
    mutating func noteDeath(_ death: WorkerDeath) {
        guard buried.insert(death.worker).inserted else { return }
        if death.isOwnMaking, let (rank, index) = executing(death) { blame(rank, copy: index, for: death) }
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
        if workers.contains(death.worker) { workers[death.worker].release(rank) }
        // Afterwards it waits in another queue than before.
        board.dequeue(rank)
        board[rank].copies[index].isLive = false
        board[rank].deaths.append(death.evidence)
        let copy = board[rank].copies[index]
        if board[rank].deaths.count < policy.deathsToQuarantine {
            record([ended(copy, of: rank, .lost(death.evidence))])
            if board[rank].isWaiting { board.enqueue(rank) }
        } else {
            let verdict = EndedAttempt.Ending.failed(verdict(on: board[rank].deaths), isFinal: true)
            finish(rank, .failed, records: [ended(copy, of: rank, verdict)])
        }
    }

    private func verdict(on deaths: [Failure]) -> Failure {
        var last = deaths[deaths.count - 1]
        last.reason = "the job killed its worker \(deaths.count) times; the last time \(last.reason)"
        return last
    }

    // MARK: - Workers that cannot

    /// Whether enough workers have tried a job once this one has.
    func wasLastHope(_ id: WorkerID, for rank: JobRank) -> Bool {
        Set(board[rank].avoided + [id]).count >= policy.workersToTry && board[rank].liveCopies.isEmpty
    }

    /// Has another worker try a job that this one could not do.
    mutating func avoid(_ id: WorkerID, for rank: JobRank, because failure: Failure, _ copy: JobCopy) {
        guard board[rank].ending == nil else { return }
        if !board[rank].avoided.contains(id) { board[rank].avoided.append(id) }
        board[rank].inability = OpenJob.Inability(since: now, failure: failure, copy: copy)
        guard board[rank].isWaiting else { return }
        board.dequeue(rank)
        board.enqueue(rank)
        dispatchToAll()
    }

    /// Ends the jobs that every worker has tried in vain, unless another may still join.
    mutating func failHopelessJobs() {
        for rank in board.waiting + board.solitary {
            guard let inability = board[rank].inability, inability.since + policy.failurePatience <= now,
                workers.ids.allSatisfy(board[rank].avoided.contains)
            else { continue }
            let final = EndedAttempt.Ending.failed(inability.failure, isFinal: true)
            finish(rank, .failed, records: [ended(inability.copy, of: rank, final)])
        }
    }
}
