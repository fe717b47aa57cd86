public import Experiments

/// What speaks against a job: how it failed, or killed its worker, on a host.
public struct Evidence: Hashable, Sendable {
    /// Where.
    public var host: HostID
    /// How.
    public var failure: Failure

    /// A failure that a host showed.
    public init(host: HostID, failure: Failure) {
        self.host = host
        self.failure = failure
    }
}
