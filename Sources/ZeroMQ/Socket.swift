internal import CZeroMQ

/// A ROUTER or a DEALER, owned by one thread.
///
/// A socket is not `Sendable`: one that was made for a thread is handed to it as `sending`, and stays there.
/// No call but `poll` waits.
public struct Socket: ~Copyable {
    /// How a socket treats its peers.
    public enum Kind: Hashable, Sendable {
        /// Knows its peers by name; the first frame of a message is the name.
        case router
        /// Talks to the one peer it is connected to.
        case dealer
    }

    let handle: SocketHandle
    let watch: ConnectionWatch?

    /// A socket with its options set, not bound or connected yet.
    public init(_ kind: Kind, in context: Context, options: SocketOptions = SocketOptions()) throws(ZMQError) {
        let handle = try SocketHandle(type: kind.type, in: context)
        try handle.apply(options)
        self.watch = options.watchesConnections ? try ConnectionWatch(of: handle) : nil
        self.handle = handle
    }

    deinit {
        // The transport blocks when nobody takes the events it reports, so it must stop before the watch closes.
        if watch != nil { unsafe zmq_socket_monitor(handle.pointer, nil, 0) }
    }
}

extension Socket {
    /// Accepts connections at an endpoint such as `ipc:///run/lethe/pool` or `tcp://127.0.0.1:*`.
    public func bind(_ endpoint: String) throws(ZMQError) {
        guard unsafe zmq_bind(handle.pointer, endpoint) == 0 else { throw .binding(endpoint) }
    }

    /// Stops accepting connections at an endpoint, written as `lastEndpoint` has it.
    public func unbind(_ endpoint: String) throws(ZMQError) {
        guard unsafe zmq_unbind(handle.pointer, endpoint) == 0 else { throw .unbinding(endpoint) }
    }

    /// Connects in the background, again and again until it succeeds, and again when the connection is lost.
    public func connect(_ endpoint: String) throws(ZMQError) {
        guard unsafe zmq_connect(handle.pointer, endpoint) == 0 else { throw .connecting(endpoint) }
    }

    /// Ends a connection, or the attempts to make it.
    public func disconnect(_ endpoint: String) throws(ZMQError) {
        guard unsafe zmq_disconnect(handle.pointer, endpoint) == 0 else { throw .disconnecting(endpoint) }
    }

    /// The endpoint that was bound or connected last, with the port that was chosen for `*`; empty if there is none.
    public var lastEndpoint: String {
        get throws(ZMQError) { try handle.text(.lastEndpoint) }
    }
}

extension Socket.Kind {
    var type: Int32 {
        switch self {
        case .router: ZMQ_ROUTER
        case .dealer: ZMQ_DEALER
        }
    }
}
