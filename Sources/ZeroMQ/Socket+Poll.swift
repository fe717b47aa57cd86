internal import CZeroMQ

/// What a poll found ready.
public struct Readiness: Hashable, Sendable {
    /// Whether a message has arrived.
    public var canReceive = false
    /// Whether a message can be sent, if that was asked.
    public var canSend = false
    /// Whether something happened to the connections, if the socket watches them.
    public var hasConnectionEvents = false
    /// The file descriptors that can be read, or whose other end is closed.
    public var descriptors: Set<Int32> = []

    /// Nothing is ready: the time was over, or a signal arrived.
    public static let nothing = Readiness()
}

extension Socket {
    /// Waits until something is ready or the time is over.
    ///
    /// What is ready stays so until it is taken. A signal ends the wait early, with nothing ready.
    /// - Parameters:
    ///   - sending: Whether to wait until a message can be sent, too.
    ///   - descriptors: File descriptors to wait for, besides.
    ///   - timeout: How long to wait, rounded up to milliseconds; nil stands for no end.
    public func poll(
        sending: Bool = false,
        alongside descriptors: [Int32] = [],
        timeout: Duration?
    ) throws(ZMQError) -> Readiness {
        let interest = Int16(sending ? ZMQ_POLLIN | ZMQ_POLLOUT : ZMQ_POLLIN)
        var items = unsafe [zmq_pollitem_t(socket: handle.pointer, fd: 0, events: interest, revents: 0)]
        for descriptor in descriptors {
            unsafe items.append(zmq_pollitem_t(socket: nil, fd: descriptor, events: Int16(ZMQ_POLLIN), revents: 0))
        }
        if let events = unsafe watch?.pointer {
            unsafe items.append(zmq_pollitem_t(socket: events, fd: 0, events: Int16(ZMQ_POLLIN), revents: 0))
        }
        let milliseconds = timeout.map { Int($0.milliseconds) } ?? -1
        guard unsafe zmq_poll(&items, Int32(items.count), milliseconds) >= 0 else {
            if zmq_errno() == EINTR { return .nothing }
            throw .polling()
        }
        let isReady = unsafe items.map { unsafe $0.revents != 0 }
        return unsafe Readiness(
            canReceive: Int32(items[0].revents) & ZMQ_POLLIN != 0,
            canSend: Int32(items[0].revents) & ZMQ_POLLOUT != 0,
            hasConnectionEvents: watch != nil && isReady[descriptors.count + 1],
            descriptors: Set(zip(descriptors, isReady.dropFirst()).filter(\.1).map(\.0))
        )
    }
}
