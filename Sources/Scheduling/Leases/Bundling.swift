/// Which waiting jobs are leased together.
///
/// Jobs whose affinity paths begin alike share work, so they belong on one worker; but a bundle must leave enough for
/// the others to stay busy to the end.
struct Bundling {
    /// The most jobs in one lease.
    var largest: Int

    /// Whether a job may follow another in a bundle.
    func shares(_ job: PoolJob, with other: PoolJob) -> Bool {
        guard let first = job.affinity.first else { return false }
        return first == other.affinity.first
    }

    /// The share of the remaining jobs that one bundle may take: half of a fair share, so that bundles shrink towards
    /// the end (guided self-scheduling, Polychronopoulos & Kuck 1987).
    func limit(remaining: Int, workers: Int) -> Int {
        min(largest, max(1, remaining / (2 * max(workers, 1))))
    }
}
