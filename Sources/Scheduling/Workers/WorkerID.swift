/// The name of a worker process, or of another peer, at the coordinator's socket; fresh for every process.
public struct WorkerID: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The routing identity at the socket.
    public let name: String

    /// The peer of this name.
    public init(_ name: String) {
        self.name = name
    }

    /// The name.
    public var description: String { name }

    /// Order by name.
    public static func < (one: WorkerID, other: WorkerID) -> Bool { one.name < other.name }
}
