/// How far a running job has come, as its executor tells.
public struct JobProgress: Hashable, Sendable {
    /// Work done so far, in units of the executor's: at least 1, and it only grows.
    public var work: Int
    /// The share that is done, from 0 to 1.
    public var share: Double

    /// So much work, which is this share of all.
    public init(work: Int, share: Double) {
        self.work = work
        self.share = share
    }
}
