public import Experiments

/// How coordinator and worker name one try at a job.
///
/// The rank lets a coordinator that restarted find the job again without an index of all jobs; the identity proves that
/// the rank still means the same job.
public struct AttemptReference: Hashable, Sendable {
    /// Where the job stands in the catalogue of the coordinator that leased it.
    public var rank: JobRank
    /// The job itself.
    public var job: JobID
    /// Which try.
    public var attempt: AttemptID

    /// The name of a try at a job.
    public init(rank: JobRank, job: JobID, attempt: AttemptID) {
        self.rank = rank
        self.job = job
        self.attempt = attempt
    }
}
