/// The slots of one supervisor, by the random name that it drew.
///
/// Never a machine's name: two supervisors of one machine may see other data, and containers have names alike.
public struct HostID: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The name.
    public let name: String

    /// The host of this name.
    public init(_ name: String) {
        self.name = name
    }

    /// The name.
    public var description: String { name }

    /// Order by name.
    public static func < (one: HostID, other: HostID) -> Bool { one.name < other.name }
}
