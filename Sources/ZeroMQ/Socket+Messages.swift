internal import CZeroMQ

extension Socket {
    /// What became of a message that was to be sent.
    public enum Delivery: Hashable, Sendable {
        /// The transport has it, which is no proof that the peer receives it.
        case queued
        /// The queue to the peer is full, or there is no connection yet.
        case wouldBlock
        /// A ROUTER that reports unreachable peers has none of that name.
        case unreachable
    }

    /// Hands a message of at least one frame to the transport, whole or not at all, without waiting.
    ///
    /// A ROUTER's message begins with the name of the peer, which the peer does not see.
    public func send(_ frames: [[UInt8]]) throws(ZMQError) -> Delivery {
        precondition(!frames.isEmpty, "a message has at least one frame")
        var delivery = Delivery.queued
        for (index, frame) in frames.enumerated() {
            let isLast = index + 1 == frames.count
            let result = try send(frame, flags: isLast ? ZMQ_DONTWAIT : ZMQ_DONTWAIT | ZMQ_SNDMORE)
            guard result != .queued else { continue }
            if index == 0 { return result }
            // The connection was lost in the middle. libzmq has dropped the first frames and drops all that follow up
            // to the message's last one: they must be sent, or the next message would be taken for the rest of this.
            delivery = result
        }
        return delivery
    }

    private func send(_ frame: [UInt8], flags: Int32) throws(ZMQError) -> Delivery {
        while unsafe zmq_send(handle.pointer, frame, frame.count, flags) < 0 {
            switch zmq_errno() {
            case EINTR: continue
            case EAGAIN: return .wouldBlock
            case EHOSTUNREACH: return .unreachable
            default: throw .sending()
            }
        }
        return .queued
    }

    /// The frames of the next message that has arrived, or nil if none has.
    ///
    /// At a ROUTER the first frame is the name of the peer, which no peer can forge.
    public func receive() throws(ZMQError) -> [[UInt8]]? {
        try handle.receive()
    }
}

extension SocketHandle {
    func receive() throws(ZMQError) -> [[UInt8]]? {
        guard var frame = try receiveFrame() else { return nil }
        var frames = [frame.bytes]
        while frame.hasMore {
            // A message arrives whole, so the next frame is there.
            guard let next = try receiveFrame() else { throw .receiving() }
            frames.append(next.bytes)
            frame = next
        }
        return frames
    }

    private func receiveFrame() throws(ZMQError) -> (bytes: [UInt8], hasMore: Bool)? {
        var message = zmq_msg_t()
        return try unsafe withUnsafeMutablePointer(to: &message) {
            message throws(ZMQError) -> (bytes: [UInt8], hasMore: Bool)? in
            unsafe zmq_msg_init(message)
            defer { unsafe zmq_msg_close(message) }
            while unsafe zmq_msg_recv(message, pointer, ZMQ_DONTWAIT) < 0 {
                switch zmq_errno() {
                case EINTR: continue
                case EAGAIN: return nil
                default: throw .receiving()
                }
            }
            let content = unsafe UnsafeRawBufferPointer(start: zmq_msg_data(message), count: zmq_msg_size(message))
            return unsafe (Array(content), zmq_msg_more(message) == 1)
        }
    }
}
