/// Which waiting jobs are leased together.
///
/// Jobs whose affinity paths begin alike share work, so they belong on one worker; but a bundle must leave enough for
/// the others.
struct Bundling {
    /// The most jobs in one lease.
    var largest: Int

    /// Whether a job may follow another in a bundle.
    func shares(_ job: PoolJob, with other: PoolJob) -> Bool {
        guard let first = job.affinity.first else { return false }
        return first == other.affinity.first
    }

    /// How many of the remaining jobs one bundle may take: a fair share, so that bundles shrink towards the end (guided
    /// self-scheduling, Polychronopoulos & Kuck 1987).
    func limit(remaining: Int, workers: Int) -> Int {
        let workers = max(workers, 1)
        return min(largest, max(1, (remaining + workers - 1) / workers))
    }

    /// How many of some jobs in a row to take so that as little as possible is done on both sides of the cut.
    ///
    /// - Parameters:
    ///   - paths: the jobs' affinity paths.
    ///   - counts: the choices, within `0...paths.count`; of equally good ones the highest wins.
    func cut(_ paths: [[UInt64]], within counts: ClosedRange<Int>) -> Int {
        var best = (count: counts.upperBound, shared: Int.max)
        for count in counts.reversed() {
            let isInside = count > 0 && count < paths.count
            let shared = isInside ? Self.commonLength(paths[count - 1], paths[count]) : 0
            if shared < best.shared { best = (count, shared) }
        }
        return best.count
    }

    private static func commonLength(_ one: [UInt64], _ other: [UInt64]) -> Int {
        zip(one, other).prefix { $0 == $1 }.count
    }
}
