internal import CZeroMQ

/// The receiving end of what libzmq reports of a socket's connections, in the same context.
///
/// libzmq's I/O thread blocks when it cannot hand an event over. So the queue has no limit, and the socket stops the
/// reports before it closes its watch.
final class ConnectionWatch {
    private let handle: SocketHandle

    init(of watched: borrowing SocketHandle) throws(ZMQError) {
        // A name that no other living socket of the context has.
        let endpoint = unsafe "inproc://connections-\(UInt(bitPattern: watched.pointer))"
        let handle = try SocketHandle(type: ZMQ_PAIR, in: watched.context)
        try handle.set(.linger, to: 0 as Int32)
        try handle.set(.receiveHighWaterMark, to: 0 as Int32)
        guard unsafe zmq_socket_monitor(watched.pointer, endpoint, ConnectionEvent.watched) == 0 else {
            throw .watching()
        }
        guard unsafe zmq_connect(handle.pointer, endpoint) == 0 else { throw .connecting(endpoint) }
        self.handle = handle
    }

    var pointer: UnsafeMutableRawPointer { unsafe handle.pointer }

    /// The next event that has a meaning here.
    func next() throws(ZMQError) -> ConnectionEvent? {
        while let frames = try handle.receive() {
            if let event = ConnectionEvent(frames: frames) { return event }
        }
        return nil
    }
}

extension Socket {
    /// What happened to the connections since the last call, the oldest first; nothing unless the socket watches them.
    public func connectionEvents() throws(ZMQError) -> [ConnectionEvent] {
        var events: [ConnectionEvent] = []
        while let event = try watch?.next() { events.append(event) }
        return events
    }
}

extension ConnectionEvent {
    /// The events that are reported, as libzmq's mask.
    static let watched =
        ZMQ_EVENT_LISTENING | ZMQ_EVENT_ACCEPTED | ZMQ_EVENT_ACCEPT_FAILED | ZMQ_EVENT_CONNECTED
        | ZMQ_EVENT_CONNECT_RETRIED | ZMQ_EVENT_DISCONNECTED | ZMQ_EVENT_HANDSHAKE_SUCCEEDED
        | ZMQ_EVENT_HANDSHAKE_FAILED_NO_DETAIL | ZMQ_EVENT_HANDSHAKE_FAILED_PROTOCOL | ZMQ_EVENT_HANDSHAKE_FAILED_AUTH

    /// Reads a report: the event's number (16 bits) and value (32 bits) in the machine's byte order, then the endpoint.
    init?(frames: [[UInt8]]) {
        guard frames.count == 2, frames[0].count == 6 else { return nil }
        let (number, value) = unsafe frames[0].withUnsafeBytes { report in
            unsafe (report.loadUnaligned(as: UInt16.self), report.loadUnaligned(fromByteOffset: 2, as: Int32.self))
        }
        guard let kind = Kind(number: Int32(number), value: value) else { return nil }
        self.init(kind, at: String(decoding: frames[1], as: UTF8.self))
    }
}

extension ConnectionEvent.Kind {
    /// The meaning of an event's number and value, or nil if it has none here.
    init?(number: Int32, value: Int32) {
        switch number {
        case ZMQ_EVENT_LISTENING: self = .listening
        case ZMQ_EVENT_ACCEPTED: self = .accepted
        case ZMQ_EVENT_ACCEPT_FAILED: self = .acceptFailed(value)
        case ZMQ_EVENT_CONNECTED: self = .connected
        case ZMQ_EVENT_CONNECT_RETRIED: self = .retrying(after: .milliseconds(value))
        case ZMQ_EVENT_HANDSHAKE_SUCCEEDED: self = .handshakeSucceeded
        case ZMQ_EVENT_HANDSHAKE_FAILED_NO_DETAIL: self = .handshakeFailed(.broken(value))
        case ZMQ_EVENT_HANDSHAKE_FAILED_PROTOCOL: self = .handshakeFailed(.protocolError(value))
        case ZMQ_EVENT_HANDSHAKE_FAILED_AUTH: self = .handshakeFailed(.refused(status: value))
        case ZMQ_EVENT_DISCONNECTED: self = .disconnected
        default: return nil
        }
    }
}
