public import Scheduling

/// Why a frame is no message.
public struct WireError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong with it.
    public var reason: String
    /// The sender's revision of the protocol, if it is another than ours.
    public var revision: ProtocolRevision?

    /// A fault of a frame.
    public init(_ reason: String, revision: ProtocolRevision? = nil) {
        self.reason = reason
        self.revision = revision
    }

    /// The reason.
    public var description: String { reason }

    static func otherRevision(_ number: UInt32) -> WireError {
        WireError(
            "the sender speaks revision \(number) of the protocol, this is revision "
                + "\(ProtocolRevision.current.number)",
            revision: ProtocolRevision(Int(number))
        )
    }
}
