public import Scheduling

/// What runs jobs in a worker process. The pool knows nothing of what they compute.
public protocol JobExecutor {
    /// Executes the jobs of one lease, in any order, and tells each one's end to `execution`.
    ///
    /// The jobs come together since they may share work. A job that is left without an end counts as failed. It tells
    /// progress as work is done, and gives a cancelled job up within a second.
    mutating func execute(_ jobs: [Lease.Item], _ execution: Execution)
}
