/// A worker that came or went, as a coordinator tells the ledger.
public struct WorkerRecord: Hashable, Sendable {
    /// What it did.
    public enum Change: Hashable, Sendable {
        case joined, left
    }

    /// The name of the worker process.
    public var worker: String
    /// The machine it runs on.
    public var host: String
    /// The random name of its supervisor.
    public var supervisor: String
    /// What it did.
    public var change: Change

    /// A worker that came or went.
    public init(worker: String, host: String, supervisor: String, change: Change) {
        self.worker = worker
        self.host = host
        self.supervisor = supervisor
        self.change = change
    }
}
