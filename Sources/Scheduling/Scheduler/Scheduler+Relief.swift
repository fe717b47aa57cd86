// When nothing waits any more, idle workers relieve the others of the jobs that would end last.
extension Scheduler {
    /// Gives an idle worker the job that would end last elsewhere, if that brings its end nearer; whether it did.
    ///
    /// A job that waits behind another is moved, with those before it that share work with it, up to half of all that
    /// wait there; of one that runs a second copy is made, and the first to end wins.
    @discardableResult
    mutating func relieve(with id: WorkerID) -> Bool {
        guard phase == .running, awaited.isEmpty, workers.contains(id), workers[id].credit > 0,
            workers[id].held.isEmpty, !isResting(id), let (rank, holder) = jobToRelieve(with: id)
        else { return false }
        let moved = queue(upTo: rank, on: holder, for: id)
        revoke(moved, from: holder)
        send(.lease([lease(moved.isEmpty ? [rank] : moved, to: id)]), to: id)
        return true
    }

    /// The latter half of the jobs that share work with one and wait with it, that one last; empty if it runs.
    private func queue(upTo rank: JobRank, on holder: WorkerID, for id: WorkerID) -> [JobRank] {
        guard isQueued(rank, on: holder) else { return [] }
        let bundling = Bundling(largest: policy.largestBundle)
        let waiting = workers[holder].held.dropFirst().prefix { $0 != rank } + [rank]
        let together = waiting.reversed().prefix {
            $0 == rank
                || isQueued($0, on: holder) && mayBeRelieved($0, by: id)
                    && bundling.shares(board[$0].job, with: board[rank].job)
        }
        let paths = together.map { board[$0].job.affinity }
        let half = (min(together.count, 2 * bundling.largest) + 1) / 2
        let count = min(bundling.cut(paths, within: (half + 1) / 2...half), workers[id].credit)
        return together.prefix(count).reversed()
    }

    /// Whether a worker holds a job that it has not begun.
    private func isQueued(_ rank: JobRank, on holder: WorkerID) -> Bool {
        guard workers[holder].held.first != rank, let index = board[rank].copyIndex(heldBy: holder)
        else { return false }
        return board[rank].copies[index].startedAt == nil
    }

    private mutating func revoke(_ ranks: [JobRank], from holder: WorkerID) {
        var references: [AttemptReference] = []
        for rank in ranks {
            guard let index = board[rank].copyIndex(heldBy: holder) else { continue }
            references.append(board[rank].reference(of: board[rank].copies[index]))
            board[rank].copies[index].isLive = false
            board[rank].copies[index].isRevoked = true
            workers[holder].release(rank)
        }
        if !references.isEmpty { send(.cancel(references), to: holder) }
    }

    /// The job whose end a worker would bring nearest, if it would by more than the guess may be off; and who has it.
    private func jobToRelieve(with id: WorkerID) -> (JobRank, holder: WorkerID)? {
        guard estimator.secondsPerOperation != nil else { return lastQueuedJob(for: id) }
        var latest: (rank: JobRank, holder: WorkerID)?
        var latestSeconds = 0.0
        for worker in workers.inOrder where worker.id != id {
            var seconds = 0.0
            for rank in worker.held {
                guard let rest = remainingSeconds(of: rank, on: worker.id) else { break }
                seconds += rest
                guard seconds > latestSeconds, mayBeRelieved(rank, by: id) else { continue }
                latest = (rank, worker.id)
                latestSeconds = seconds
            }
        }
        guard let latest,
            let fresh = estimator.estimate(operations: board[latest.rank].job.expectedOperations, on: id),
            latestSeconds > fresh.mean + 2 * fresh.deviation + policy.assumedRoundTrip.inSeconds
        else { return nil }
        return latest
    }

    /// Before anything is known: the last of the longest queue.
    private func lastQueuedJob(for id: WorkerID) -> (JobRank, holder: WorkerID)? {
        let others = workers.inOrder.filter { $0.id != id && $0.held.count > 1 }
        guard let busiest = others.max(by: { $0.held.count < $1.held.count }), let rank = busiest.held.last,
            isQueued(rank, on: busiest.id), mayBeRelieved(rank, by: id)
        else { return nil }
        return (rank, busiest.id)
    }

    private func mayBeRelieved(_ rank: JobRank, by id: WorkerID) -> Bool {
        let job = board[rank]
        return job.liveCopies.count == 1 && !job.mustRunAlone && !job.copies.contains { $0.worker == id }
            && mayDo(rank, on: workers[id].identity.host)
    }

    /// From this share on a job's own pace tells more of its end than the estimate does.
    private static let shareToPaceBy = 0.05

    /// How much longer a worker will need for a job, once it has come to it; nil if nothing is known.
    private func remainingSeconds(of rank: JobRank, on id: WorkerID) -> Double? {
        let job = board[rank]
        guard let index = job.copyIndex(heldBy: id),
            let expected = estimator.estimate(operations: job.job.expectedOperations, on: id)
        else { return nil }
        let copy = job.copies[index]
        // What comes next may have to load its data first, and may hang in that.
        guard let startedAt = copy.startedAt ?? (workers.find(id)?.held.first == rank ? copy.leasedAt : nil) else {
            return expected.mean * estimator.shareSpent
        }
        // From its last news: by its own pace, if that is worth something, else by the estimate.
        let share = copy.progress.map { min($0.share, 1) } ?? 0
        let isPaced = share > Self.shareToPaceBy
        let newsAt = isPaced ? copy.progressedAt : startedAt
        let rest = isPaced ? (newsAt - startedAt).inSeconds * (1 - share) / share : expected.mean
        let silent = (now - newsAt).inSeconds
        // What is far beyond its time is expected to take as long again.
        return silent < rest + 3 * expected.deviation ? max(rest - silent, 0) : silent
    }
}
