public import Scheduling

/// What is shown of a pool at work.
public struct PoolSnapshot: Hashable, Sendable {
    /// How far the sweep has come.
    public var progress: Progress
    /// Workers that have joined.
    public var workers: Int
    /// The share done of each running job whose executor told.
    public var shares: [Double]
    /// Outcomes that differed from an earlier outcome of the same job, which must never happen.
    public var alarms: Int
    /// Whether the user asked to stop, and running jobs are finished.
    public var isDraining: Bool
}

/// How a coordinator's work ended.
public struct SweepEnd: Hashable, Sendable {
    /// Why it ended.
    public enum Reason: Hashable, Sendable {
        /// Every job is accounted for.
        case complete
        /// It was asked to stop; running jobs were finished.
        case drained
        /// It was asked to stop at once.
        case stopped
        /// Nobody present could do any job that was left, and why.
        case stuck([String])
    }

    /// Why it ended.
    public var reason: Reason
    /// How far it came.
    public var snapshot: PoolSnapshot
}
