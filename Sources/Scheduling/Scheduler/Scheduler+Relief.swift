// When nothing waits any more, idle workers relieve the others of the jobs that would end last.
extension Scheduler {
    /// Gives an idle worker the job that would end last elsewhere, if that brings its end nearer; whether it did.
    ///
    /// A job that waits behind another is moved; of one that runs a second copy is made, and the first to end wins.
    @discardableResult
    mutating func relieve(with id: WorkerID) -> Bool {
        guard phase == .running, awaited.isEmpty, workers.contains(id), workers[id].credit > 0,
            workers[id].held.isEmpty, let (rank, holder) = jobToRelieve(with: id)
        else { return false }
        if workers[holder].held.first != rank, let index = board[rank].copyIndex(heldBy: holder),
            board[rank].copies[index].startedAt == nil
        {
            send(.cancel([board[rank].reference(of: board[rank].copies[index])]), to: holder)
            board[rank].copies[index].isLive = false
            board[rank].copies[index].isRevoked = true
            workers[holder].release(rank)
        }
        send(.lease([lease([rank], to: id)]), to: id)
        return true
    }

    /// The job whose end a worker would bring nearest, if it would by more than the guess may be off; and who has it.
    private func jobToRelieve(with id: WorkerID) -> (JobRank, holder: WorkerID)? {
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

    private func mayBeRelieved(_ rank: JobRank, by id: WorkerID) -> Bool {
        let job = board[rank]
        return job.liveCopies.count == 1 && !job.mustRunAlone && !job.avoided.contains(id)
            && !job.copies.contains { $0.worker == id }
    }

    /// How much longer a worker will need for a job, once it has come to it; nil if nothing is known.
    private func remainingSeconds(of rank: JobRank, on id: WorkerID) -> Double? {
        let job = board[rank]
        guard let index = job.copyIndex(heldBy: id),
            let expected = estimator.estimate(operations: job.job.expectedOperations, on: id)
        else { return nil }
        let copy = job.copies[index]
        guard let startedAt = copy.startedAt else { return expected.mean }
        // From its last news: by its own pace, if that is worth something, else by the estimate.
        let paced = copy.progress > 0.05
        let newsAt = paced ? copy.progressedAt : startedAt
        let rest = paced ? (newsAt - startedAt).inSeconds * (1 - copy.progress) / copy.progress : expected.mean
        let silent = (now - newsAt).inSeconds
        // What is far beyond its time is expected to take as long again.
        return silent < rest + 3 * expected.deviation ? max(rest - silent, 0) : silent
    }
}
