internal import Experiments
internal import Scheduling
internal import Wire
internal import ZeroMQ

/// What every socket of the pool has in common.
enum PeerSocket {
    /// The longest name of a peer; a name is printable ASCII, so that it can stand in a log and in the ledger.
    static let longestName = 64

    /// The name in a frame, or nil if no peer of ours has such a name.
    static func peer(_ frame: [UInt8]) -> WorkerID? {
        let isName = (1...longestName).contains(frame.count) && frame.allSatisfy { (0x21...0x7E).contains($0) }
        return isName ? WorkerID(String(decoding: frame, as: UTF8.self)) : nil
    }

    /// A coordinator's end.
    static func router(at endpoint: Endpoint) throws(LetheError) -> Socket {
        var options = SocketOptions()
        options.reportsUnreachable = true
        options.takesOverNames = true
        options.watchesConnections = true
        options.maxFrameBytes = Wire.maximumFrameBytes
        options.handshakeTimeout = .seconds(5)
        // Credits bound what is queued for a worker, and nothing that was decided may be dropped in silence.
        options.sendQueueLimit = 0
        options.receiveQueueLimit = 0
        do {
            let socket = try Socket(.router, in: Context(), options: options)
            try socket.bind(endpoint.description)
            return socket
        } catch {
            throw EndpointError.cannotBind(endpoint, error.code.description)
        }
    }

    /// The other end, under a name.
    static func dealer(named name: WorkerID, to endpoint: Endpoint) throws(LetheError) -> Socket {
        var options = SocketOptions()
        options.routingID = Array(name.name.utf8)
        options.maxFrameBytes = Wire.maximumFrameBytes
        options.handshakeTimeout = .seconds(5)
        // A worker often starts a moment before its coordinator listens.
        options.reconnectInterval = endpoint.isLocal ? .milliseconds(5) : .milliseconds(100)
        options.maxReconnectInterval = endpoint.longestReconnectInterval
        options.sendsOnlyWhenConnected = true
        options.watchesConnections = true
        options.sendQueueLimit = 0
        options.receiveQueueLimit = 0
        do {
            let socket = try Socket(.dealer, in: Context(), options: options)
            try socket.connect(endpoint.description)
            return socket
        } catch {
            throw EndpointError.cannotConnect(endpoint, error.code.description)
        }
    }

    /// Calls the transport and names the endpoint if it fails.
    static func call<Result>(_ endpoint: Endpoint, _ body: () throws(ZMQError) -> Result) throws(LetheError) -> Result {
        do {
            return try body()
        } catch {
            throw EndpointError.failed(endpoint, error)
        }
    }
}
