internal import CZeroMQ

/// An open libzmq socket, closed with its owner.
@safe
struct SocketHandle: ~Copyable {
    let pointer: UnsafeMutableRawPointer
    /// Kept until the socket is closed.
    let context: Context

    init(type: Int32, in context: Context) throws(ZMQError) {
        guard let pointer = unsafe zmq_socket(context.pointer, type) else { throw .creation(of: "a socket") }
        unsafe self.pointer = pointer
        self.context = context
    }

    deinit {
        // Sends what is queued in the background, for as long as the socket may linger.
        unsafe zmq_close(pointer)
    }
}

extension SocketHandle {
    /// Sets a number of the width that libzmq expects for the option: most are `Int32`.
    func set(_ option: Option, to value: some FixedWidthInteger) throws(ZMQError) {
        let status = unsafe withUnsafeBytes(of: value) { bytes in
            unsafe zmq_setsockopt(pointer, option.number, bytes.baseAddress, bytes.count)
        }
        guard status == 0 else { throw .setting(option, to: "\(value)") }
    }

    func set(_ option: Option, to bytes: [UInt8]) throws(ZMQError) {
        let status = unsafe zmq_setsockopt(pointer, option.number, bytes, bytes.count)
        guard status == 0 else { throw .setting(option, to: "\(bytes.count) bytes") }
    }

    func text(_ option: Option) throws(ZMQError) -> String {
        var bytes = [UInt8](repeating: 0, count: 1024)
        var count = bytes.count
        guard unsafe zmq_getsockopt(pointer, option.number, &bytes, &count) == 0 else { throw .reading(option) }
        // The last byte is the terminating zero.
        return String(decoding: bytes[..<max(count - 1, 0)], as: UTF8.self)
    }
}

extension SocketHandle {
    /// A socket option of libzmq.
    enum Option: String {
        case routingID = "ZMQ_ROUTING_ID"
        case linger = "ZMQ_LINGER"
        case reconnectInterval = "ZMQ_RECONNECT_IVL"
        case maxReconnectInterval = "ZMQ_RECONNECT_IVL_MAX"
        case maxMessageSize = "ZMQ_MAXMSGSIZE"
        case sendHighWaterMark = "ZMQ_SNDHWM"
        case receiveHighWaterMark = "ZMQ_RCVHWM"
        case lastEndpoint = "ZMQ_LAST_ENDPOINT"
        case routerMandatory = "ZMQ_ROUTER_MANDATORY"
        case routerHandover = "ZMQ_ROUTER_HANDOVER"
        case immediate = "ZMQ_IMMEDIATE"
        case handshakeInterval = "ZMQ_HANDSHAKE_IVL"
        case heartbeatInterval = "ZMQ_HEARTBEAT_IVL"
        case heartbeatTimeout = "ZMQ_HEARTBEAT_TIMEOUT"
        case heartbeatTimeToLive = "ZMQ_HEARTBEAT_TTL"

        var number: Int32 {
            switch self {
            case .routingID: ZMQ_ROUTING_ID
            case .linger: ZMQ_LINGER
            case .reconnectInterval: ZMQ_RECONNECT_IVL
            case .maxReconnectInterval: ZMQ_RECONNECT_IVL_MAX
            case .maxMessageSize: ZMQ_MAXMSGSIZE
            case .sendHighWaterMark: ZMQ_SNDHWM
            case .receiveHighWaterMark: ZMQ_RCVHWM
            case .lastEndpoint: ZMQ_LAST_ENDPOINT
            case .routerMandatory: ZMQ_ROUTER_MANDATORY
            case .routerHandover: ZMQ_ROUTER_HANDOVER
            case .immediate: ZMQ_IMMEDIATE
            case .handshakeInterval: ZMQ_HANDSHAKE_IVL
            case .heartbeatInterval: ZMQ_HEARTBEAT_IVL
            case .heartbeatTimeout: ZMQ_HEARTBEAT_TIMEOUT
            case .heartbeatTimeToLive: ZMQ_HEARTBEAT_TTL
            }
        }
    }
}
