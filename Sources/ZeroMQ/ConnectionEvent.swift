/// Something that happened to a connection of a socket.
public struct ConnectionEvent: Hashable, Sendable {
    /// What happened.
    public enum Kind: Hashable, Sendable {
        /// The socket listens at the endpoint.
        case listening
        /// A peer's connection was accepted; it has yet to introduce itself.
        case accepted
        /// A peer's connection could not be accepted, with the errno: often the limit of open files.
        case acceptFailed(Int32)
        /// The connection is made; both ends have yet to introduce themselves.
        case connected
        /// The next attempt to connect follows after this pause.
        case retrying(after: Duration)
        /// Both ends know each other, and messages flow.
        case handshakeSucceeded
        /// The ends did not agree, and the connection was ended.
        case handshakeFailed(HandshakeFailure)
        /// The connection was lost.
        case disconnected
    }

    /// Why two ends did not agree.
    public enum HandshakeFailure: Hashable, Sendable {
        /// The connection broke or the time was over, with the errno.
        case broken(Int32)
        /// The other end broke the protocol, or speaks another one, with libzmq's `ZMQ_PROTOCOL_ERROR` number.
        case protocolError(Int32)
        /// Whoever decides about admission refused, with its status: 400 for a key that is not known.
        case refused(status: Int32)
    }

    /// What happened.
    public var kind: Kind
    /// The endpoint of the connection, as libzmq writes it.
    public var endpoint: String

    /// Something that happened at an endpoint.
    public init(_ kind: Kind, at endpoint: String) {
        self.kind = kind
        self.endpoint = endpoint
    }
}
