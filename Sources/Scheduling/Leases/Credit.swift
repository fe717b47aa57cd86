/// How many jobs a worker should hold: enough to hide the round trip, no more.
///
/// A worker that has just delivered waits a round trip for its next job unless one is queued already. Queued work
/// covers several round trips, by the measured cost of jobs; a job so long that a round trip is nothing to it is never
/// queued behind another, where it might wait while others idle. Towards the end everyone gets a fair share of what is
/// left.
struct Credit {
    var policy: PoolPolicy

    /// The number of jobs a worker should hold now, beyond which it is given nothing.
    ///
    /// - Parameters:
    ///   - seconds: the expected duration of the next job, nil if nothing was measured yet.
    ///   - remaining: jobs that wait.
    func target(for worker: WorkerState, nextJobSeconds seconds: Double?, remaining: Int, workers: Int) -> Int {
        let roundTrip = (worker.roundTrip ?? policy.assumedRoundTrip).inSeconds
        guard let seconds, seconds < roundTrip * policy.roundTripsWorthWaiting else { return min(1, worker.credit) }
        let queued = (roundTrip * policy.roundTripsCovered / max(seconds, 1e-9)).rounded(.up)
        let fair = 1 + remaining / max(workers, 1)
        return min(1 + Int(min(queued, 1e6)), fair, worker.credit)
    }

    /// Whether to fill up to the target now. Filling at half keeps the messages few when jobs are short.
    func isDue(held: Int, target: Int) -> Bool {
        held <= target / 2
    }
}
