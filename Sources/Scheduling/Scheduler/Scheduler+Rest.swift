// Workers that fail jobs faster than they could do them.
extension Scheduler {
    /// Lets a worker that failed a job wait as long as the job would have taken, so that it draws no more jobs than a
    /// worker that does them.
    mutating func rest(_ id: WorkerID, instead rank: JobRank, after seconds: Double) {
        guard workers.contains(id),
            let expected = estimator.estimate(operations: board[rank].job.expectedOperations)?.mean,
            expected > seconds
        else { return }
        let end = now + min(.seconds(min(expected - seconds, 1e6)), policy.longestSetback)
        workers[id].restsUntil = end
        nextRestEnds = min(nextRestEnds ?? end, end)
        wishToWake()
    }

    func isResting(_ id: WorkerID) -> Bool { workers[id].restsUntil.map { $0 > now } ?? false }

    /// Gives jobs to those whose rest is over.
    mutating func endRests() {
        guard let first = nextRestEnds, first <= now else { return }
        nextRestEnds = nil
        for id in workers.ids {
            guard let end = workers[id].restsUntil else { continue }
            if end > now {
                nextRestEnds = min(nextRestEnds ?? end, end)
            } else {
                workers[id].restsUntil = nil
                dispatch(to: id)
                relieve(with: id)
            }
        }
    }
}
