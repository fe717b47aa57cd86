public import Experiments
public import Scheduling
internal import Wire
internal import ZeroMQ

/// Asks a coordinator what its pool is doing.
public enum StatusQuery {
    /// The coordinator's answer, or nil if none came in time.
    public static func ask(_ endpoint: Endpoint, patience: Duration = .seconds(2)) throws(LetheError) -> PoolStatus? {
        // Another user's pool will never answer.
        guard !endpoint.isForbidden else { return nil }
        let socket = try PeerSocket.dealer(named: .fresh("onlooker"), to: endpoint)
        let clock = SuspendingClock()
        let deadline = clock.now + patience
        return try PeerSocket.call(endpoint) { () throws(ZMQError) in
            var wasAsked = false
            while clock.now < deadline {
                let ready = try socket.poll(sending: !wasAsked, timeout: deadline - clock.now)
                _ = try socket.connectionEvents()
                if ready.canSend, !wasAsked {
                    wasAsked = try socket.send([WorkerMessage.statusRequest.encode()]) == .queued
                }
                while let frames = try socket.receive() {
                    if case .status(let status)? = try? CoordinatorMessage(decoding: frames[0]) { return status }
                }
            }
            return nil
        }
    }
}
