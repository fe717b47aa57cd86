public import Experiments
public import Logging
public import Scheduling
internal import Wire
internal import ZeroMQ

/// Keeps the workers of one machine alive for a coordinator elsewhere, and tells it how they died.
public struct Supervisor {
    private let pool: WorkerPool
    private let endpoint: Endpoint
    private let logger: Logger
    private let clock = SuspendingClock()

    /// How long workers may take to leave when the sweep is over.
    private static let partingPatience = Duration.seconds(5)

    /// A supervisor of a pool that has not started.
    public init(pool: WorkerPool, endpoint: Endpoint, logger: Logger) {
        self.pool = pool
        self.endpoint = endpoint
        self.logger = logger
    }

    /// Works until every worker has left for good, and says why the last one did.
    ///
    /// - Parameter stop: the first request lets workers finish what they run, the second ends them at once.
    /// - Throws: `worker.refused`, or why no worker can be started.
    public func run(stop: StopRequests) throws(LetheError) -> WorkerSession.Exit {
        try pool.start()
        let socket = try PeerSocket.dealer(named: .fresh("supervisor"), to: endpoint)
        var undelivered: [WorkerDeath] = []
        var stopCount = 0
        var isDismissed = false
        /// When workers that did not leave are killed, once all were told to.
        var patienceEnds: SuspendingClock.Instant?
        while pool.liveCount > 0 || pool.timeToRestart != nil {
            let isGoodbye = try exchange(&undelivered, over: socket, stop, until: patienceEnds)
            isDismissed = isGoodbye || isDismissed || pool.exits.contains(.dismissed)
            undelivered += try pool.collect()
            let requests = stop.collect()
            if requests > 0 { stopCount == 0 && requests == 1 ? pool.terminate() : pool.kill() }
            stopCount += requests
            // The sweep is over. Who has not heard of it, having just been started, would wait in vain.
            if isDismissed, !pool.isRetired {
                pool.terminate()
                patienceEnds = clock.now + Self.partingPatience
            }
            if let end = patienceEnds, clock.now >= end { pool.kill() }
        }
        return isDismissed ? .dismissed : pool.exits.last ?? .stopped
    }

    /// Waits until something happens, and tells of deaths as soon as there is a connection.
    ///
    /// - Returns: whether the coordinator said goodbye.
    private func exchange(
        _ deaths: inout [WorkerDeath],
        over socket: borrowing Socket,
        _ stop: StopRequests,
        until end: SuspendingClock.Instant?
    ) throws(LetheError) -> Bool {
        var isGoodbye = false
        do {
            _ = try socket.poll(
                sending: !deaths.isEmpty,
                alongside: [stop.descriptor, pool.descriptor],
                timeout: [pool.timeToRestart, end.map { max($0 - clock.now, .zero) }].compactMap { $0 }.min()
            )
            // A connection that was made anew may lead to another coordinator.
            if try socket.connectionEvents().contains(where: { $0.kind == .handshakeSucceeded }) {
                _ = try socket.send([WorkerMessage.supervising(pool.host).encode()])
            }
            while let frames = try socket.receive() {
                switch try? CoordinatorMessage(decoding: frames[0]) {
                case .goodbye: isGoodbye = true
                case .kill(let worker): pool.kill(worker)
                default: break
                }
            }
            while let death = deaths.first, try socket.send([WorkerMessage.died(death).encode()]) == .queued {
                deaths.removeFirst()
            }
        } catch {
            throw EndpointError.failed(endpoint, error)
        }
        return isGoodbye
    }
}
