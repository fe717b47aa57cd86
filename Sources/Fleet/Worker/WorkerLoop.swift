internal import Experiments
internal import Logging
internal import Scheduling
internal import Wire
internal import ZeroMQ

/// A worker's event loop.
struct WorkerLoop: ~Copyable {
    private let endpoint: Endpoint
    private let socket: Socket
    private var session: WorkerSession
    private let thread: ExecutionThread
    private let clock: LoopClock
    private let stop: StopRequests
    private let presence: Presence?
    private let logger: Logger
    private var wakeAt = Instant.origin
    private var exit: WorkerSession.Exit?
    private var stopCount = 0
    private var cancelled = CancelledJobs()
    /// An introduction that found no connection; it is made as soon as there is one.
    private var unsentHello: WorkerMessage?

    init(
        endpoint: Endpoint,
        socket: consuming Socket,
        session: WorkerSession,
        thread: ExecutionThread,
        clock: LoopClock,
        stop: StopRequests,
        presence: Presence?,
        logger: Logger
    ) {
        self.endpoint = endpoint
        self.socket = socket
        self.session = session
        self.thread = thread
        self.clock = clock
        self.stop = stop
        self.presence = presence
        self.logger = logger
    }

    mutating func run() throws(LetheError) -> WorkerSession.Exit {
        while true {
            if clock.now >= wakeAt { try handle(.woken) }
            if let exit { return exit }
            let ready = try wait()
            let requests = stop.collect()
            stopCount += requests
            if stopCount > 1 { return .stopped }
            if requests > 0 { try handle(.stopRequested) }
            try hearJobs()
            if ready.canReceive { try receive() }
            if ready.hasConnectionEvents { try noteConnections() }
            if ready.canSend, let hello = unsentHello { try send(hello) }
            if let exit { return exit }
        }
    }

    private func wait() throws(LetheError) -> Readiness {
        try PeerSocket.call(endpoint) { () throws(ZMQError) in
            try socket.poll(
                sending: unsentHello != nil,
                alongside: [stop.descriptor, thread.letters.descriptor],
                timeout: max(wakeAt - clock.now, .zero)
            )
        }
    }

    /// A connection that was made anew may lead to another coordinator, which would ask this worker to introduce
    /// itself.
    private mutating func noteConnections() throws(LetheError) {
        let events = try PeerSocket.call(endpoint) { () throws(ZMQError) in try socket.connectionEvents() }
        if events.contains(where: { $0.kind == .handshakeSucceeded }) { try handle(.received(.rejoin)) }
    }

    private mutating func hearJobs() throws(LetheError) {
        for letter in thread.letters.collect() { try handle(letter) }
    }

    private mutating func receive() throws(LetheError) {
        while exit == nil, let frames = try PeerSocket.call(endpoint, { () throws(ZMQError) in try socket.receive() }) {
            // What cannot be read is ignored: the session repairs what is lost.
            guard frames.count == 1, let message = try? CoordinatorMessage(decoding: frames[0]) else { continue }
            if case .welcome = message { presence?.update { $0.hasJoined = true } }
            // A job that began before the coordinator's word has begun, and is not given back.
            try hearJobs()
            try handle(.received(message))
        }
    }

    private mutating func handle(_ event: WorkerSession.Event) throws(LetheError) {
        for effect in session.handle(event, at: clock.now) {
            switch effect {
            case .send(let message): try send(message)
            case .start(let lease): cancelled = thread.start(lease)
            case .cancel(let jobs): cancelled.insert(jobs)
            case .say(let news): logger.warning("\(news)")
            case .wake(let instant): wakeAt = instant
            case .exit(let exit): self.exit = exit
            }
        }
    }

    private mutating func send(_ message: WorkerMessage) throws(LetheError) {
        let delivery = try PeerSocket.call(endpoint) { () throws(ZMQError) in try socket.send([message.encode()]) }
        if case .hello = message { unsentHello = delivery == .queued ? nil : message }
    }
}
