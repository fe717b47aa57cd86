/// All jobs of a sweep in the order of dispatch, made one at a time when they are needed.
///
/// The scheduler asks for each job once, in ascending rank, and for those that a worker says it holds.
public protocol JobCatalogue: Sendable {
    /// The number of jobs, finished ones included.
    var count: Int { get }

    /// Expected operations of the jobs that are not finished; only for the estimate of the remaining time.
    var unfinishedOperations: Double { get }

    /// Whether the ledger held the job's end when this coordinator started. Must not change while it runs.
    func isFinished(_ rank: JobRank) -> Bool

    /// Whether that end was a failure.
    func hasFailed(_ rank: JobRank) -> Bool

    /// The job at a rank in 0 ..< count.
    func job(at rank: JobRank) -> PoolJob
}
