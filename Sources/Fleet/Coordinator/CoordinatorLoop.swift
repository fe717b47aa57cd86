internal import Experiments
internal import Logging
internal import Scheduling
internal import Wire
internal import ZeroMQ

/// The coordinator's event loop.
struct CoordinatorLoop: ~Copyable {
    private let configuration: CoordinatorConfiguration
    private let socket: Socket
    private var scheduler: Scheduler
    private var recorder: OutcomeRecorder
    private let clock: LoopClock
    private let pool: WorkerPool?
    private let stop: StopRequests
    private var malformed: MalformedFrames
    private var wakeAt = Instant.origin
    private var finish: Scheduler.Finish?
    private var stopCount = 0
    /// Peers that are connected.
    private var connectionCount = 0
    private var reporter: ProgressReporter

    /// So many messages are handled before what they brought is committed.
    private static let messagesPerTurn = 1024
    /// So many more where it is time to look who is silent: a second's beats of a great many workers.
    private static let messagesBeforeTick = 65_536

    init(
        configuration: CoordinatorConfiguration,
        socket: consuming Socket,
        scheduler: Scheduler,
        recorder: OutcomeRecorder,
        clock: LoopClock,
        pool: WorkerPool?,
        stop: StopRequests
    ) {
        self.configuration = configuration
        self.socket = socket
        self.scheduler = scheduler
        self.recorder = recorder
        self.clock = clock
        self.pool = pool
        self.stop = stop
        malformed = MalformedFrames(logger: configuration.logger)
        reporter = ProgressReporter(interval: configuration.progressInterval)
    }

    mutating func run(_ progress: (PoolSnapshot) -> Void) throws(LetheError) -> SweepEnd {
        while finish == nil, stopCount < 2 {
            try turn()
            if reporter.isDue(at: clock.now) { progress(snapshot) }
        }
        let reason: SweepEnd.Reason =
            switch finish {
            case .complete: .complete
            case .drained: .drained
            case .stuck(let reasons): .stuck(reasons)
            case nil: .stopped
            }
        try part(atOnce: reason == .stopped)
        progress(snapshot)
        return SweepEnd(reason: reason, snapshot: snapshot)
    }

    // MARK: - A turn

    /// Waits until something happens, handles all that did, commits, and acknowledges.
    private mutating func turn() throws(LetheError) {
        let ready = try wait()
        if ready.hasConnectionEvents { try countConnections() }
        stopCount += stop.collect()
        if stopCount > 0 { try handle(.drainRequested) }
        if let pool { for death in try pool.collect() { try handle(.workerDied(death)) } }
        if ready.canReceive { try receive(atMost: Self.messagesPerTurn) }
        if clock.now >= wakeAt {
            // Who has spoken meanwhile is heard before anyone is taken for silent.
            try receive(atMost: Self.messagesBeforeTick)
            try handle(.woken)
        }
        while let number = try recorder.commit() { try handle(.recordsCommitted(through: number)) }
    }

    private func wait() throws(LetheError) -> Readiness {
        let now = clock.now
        let timeouts = [wakeAt - now, reporter.timeToReport(at: now), pool?.timeToRestart].compactMap { $0 }
        let descriptors = [stop.descriptor] + (pool.map { [$0.descriptor] } ?? [])
        return try call { () throws(ZMQError) in
            try socket.poll(alongside: descriptors, timeout: max(timeouts.min() ?? .zero, .zero))
        }
    }

    private mutating func receive(atMost limit: Int) throws(LetheError) {
        for _ in 0..<limit {
            guard let frames = try call({ () throws(ZMQError) in try socket.receive() }) else { return }
            let peer = PeerSocket.peer(frames[0])
            guard let peer, frames.count == 2 else {
                malformed.note("\(frames.count) frames", from: peer, at: clock.now)
                continue
            }
            let message: WorkerMessage
            do throws(WireError) {
                message = try WorkerMessage(decoding: frames[1])
            } catch {
                malformed.note(error.reason, from: peer, at: clock.now)
                continue
            }
            try handle(.received(message, from: peer))
        }
    }

    // MARK: - Events and effects

    private mutating func handle(_ event: Scheduler.Event) throws(LetheError) {
        var events = [event]
        while let event = events.popLast() {
            for effect in scheduler.handle(event, at: clock.now) {
                switch effect {
                case .send(let message, let peer):
                    if try send(message, to: peer) == .unreachable { events.append(.workerLost(peer)) }
                case .record(let records, let number): recorder.gather(records, number)
                case .wake(let instant): wakeAt = instant
                case .kill(let worker): pool?.kill(worker)
                case .tell(let notice): configuration.logger.warning("\(notice.sentence)")
                case .finish(let finish): self.finish = finish
                }
            }
        }
        if event != .woken { reporter.noteChange() }
    }

    private func send(_ message: CoordinatorMessage, to peer: WorkerID) throws(LetheError) -> Socket.Delivery {
        try call { () throws(ZMQError) in try socket.send([Array(peer.name.utf8), message.encode()]) }
    }

    private func call<Result>(_ body: () throws(ZMQError) -> Result) throws(LetheError) -> Result {
        try PeerSocket.call(configuration.endpoint, body)
    }

    // MARK: - The end

    /// Answers late messages until everybody has left: a goodbye that is still on its way would die with the socket.
    private mutating func part(atOnce: Bool) throws(LetheError) {
        pool?.retire()
        if atOnce { pool?.kill() }
        wakeAt = clock.now + configuration.partingPatience
        while pool.map({ $0.liveCount > 0 }) ?? false || (connectionCount > 0 && !atOnce) {
            if clock.now >= wakeAt {
                guard let pool, pool.liveCount > 0 else { return }
                configuration.logger.warning("\(pool.liveCount) worker(s) did not leave, and were killed")
                pool.kill()
                wakeAt = clock.now + configuration.partingPatience
            }
            let ready = try wait()
            if ready.hasConnectionEvents { try countConnections() }
            if ready.canReceive { try receive(atMost: Self.messagesPerTurn) }
            _ = try? pool?.collect()
        }
    }

    private mutating func countConnections() throws(LetheError) {
        for event in try call({ () throws(ZMQError) in try socket.connectionEvents() }) {
            switch event.kind {
            case .handshakeSucceeded: connectionCount += 1
            case .disconnected: connectionCount = max(connectionCount - 1, 0)
            default: break
            }
        }
    }

    private var snapshot: PoolSnapshot {
        let status = scheduler.status(at: clock.now)
        return PoolSnapshot(
            progress: status.progress,
            workers: status.workers.count,
            shares: status.workers.compactMap(\.share),
            alarms: recorder.alarms,
            isDraining: stopCount > 0
        )
    }
}
