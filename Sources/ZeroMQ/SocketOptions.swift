/// What is set on a socket before it is bound or connected; nil leaves libzmq's default.
public struct SocketOptions: Hashable, Sendable {
    /// The name under which a ROUTER at the other end knows this socket: 1 to 255 bytes, the first not zero.
    public var routingID: [UInt8]?
    /// Whether a ROUTER reports a peer it cannot reach; else it drops the message in silence.
    public var reportsUnreachable = false
    /// Whether a new connection takes over the name of an older one at a ROUTER.
    ///
    /// Without it a peer that comes back under its name can stay unreachable for ever.
    public var takesOverNames = false
    /// Whether messages wait for a finished connection; else they are queued for a pending one, and may be lost with
    /// it.
    public var sendsOnlyWhenConnected = false
    /// The largest frame a peer may send, in bytes; a larger one ends its connection.
    public var maxFrameBytes: Int?
    /// How long a connection may take to introduce itself.
    public var handshakeTimeout: Duration?
    /// The pause before the first attempt to connect again.
    public var reconnectInterval: Duration?
    /// The pause to which reconnecting slows down; without it the pause stays the same.
    public var maxReconnectInterval: Duration?
    /// How long a closed socket goes on sending what is queued; libzmq's own default is for ever.
    public var linger: Duration = .milliseconds(500)
    /// The most messages queued for each peer; 0 stands for no limit.
    public var sendQueueLimit: Int?
    /// The most messages queued from each peer; 0 stands for no limit.
    public var receiveQueueLimit: Int?
    /// The interval of the transport's own beats, which find dead links but not stuck processes.
    public var heartbeatInterval: Duration?
    /// The silence after a beat that makes this end give a connection up.
    public var heartbeatTimeout: Duration?
    /// The silence after which the other end is to give the connection up, in tenths of a second, at most 6,553 s.
    public var heartbeatTimeToLive: Duration?
    /// Whether `connectionEvents()` tells what happens to the socket's connections.
    ///
    /// The events of a socket that watches are kept until they are taken.
    public var watchesConnections = false

    /// libzmq's defaults, but for a short lingering.
    public init() {}
}

extension SocketHandle {
    func apply(_ options: SocketOptions) throws(ZMQError) {
        try set(.linger, to: options.linger.milliseconds)
        if let routingID = options.routingID { try set(.routingID, to: routingID) }
        // libzmq knows these two of a ROUTER alone, and refuses them, even switched off, elsewhere.
        if options.reportsUnreachable { try set(.routerMandatory, to: 1 as Int32) }
        if options.takesOverNames { try set(.routerHandover, to: 1 as Int32) }
        if options.sendsOnlyWhenConnected { try set(.immediate, to: 1 as Int32) }
        if let count = options.maxFrameBytes { try set(.maxMessageSize, to: Int64(count)) }
        if let timeout = options.handshakeTimeout { try set(.handshakeInterval, to: timeout.milliseconds) }
        if let pause = options.reconnectInterval { try set(.reconnectInterval, to: pause.milliseconds) }
        if let pause = options.maxReconnectInterval { try set(.maxReconnectInterval, to: pause.milliseconds) }
        if let limit = options.sendQueueLimit { try set(.sendHighWaterMark, to: Int32(clamping: limit)) }
        if let limit = options.receiveQueueLimit { try set(.receiveHighWaterMark, to: Int32(clamping: limit)) }
        if let interval = options.heartbeatInterval { try set(.heartbeatInterval, to: interval.milliseconds) }
        if let timeout = options.heartbeatTimeout { try set(.heartbeatTimeout, to: timeout.milliseconds) }
        if let life = options.heartbeatTimeToLive { try set(.heartbeatTimeToLive, to: life.milliseconds) }
    }
}

extension Duration {
    /// The duration in milliseconds, rounded up, so that a short wait is not none, and 0 if it is negative.
    var milliseconds: Int32 {
        let (seconds, attoseconds) = components
        guard self > .zero else { return 0 }
        guard seconds < Int64(Int32.max) / 1000 else { return .max }
        return Int32(seconds * 1000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
    }
}
