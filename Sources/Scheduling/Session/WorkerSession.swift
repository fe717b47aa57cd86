/// A worker's mind: what it does next, and what it still owes the coordinator.
///
/// A value without input or output, as `Scheduler` is. It begins with `woken` and ends with the effect `exit`.
public struct WorkerSession: Sendable {
    enum Phase: Hashable {
        /// Looking for a coordinator since then.
        case seeking(since: Instant)
        case joined
        case ended
    }

    let identity: WorkerIdentity
    let credit: Int
    var policy: PoolPolicy
    var phase: Phase
    /// Leases that wait for the executor.
    var queue: [Lease] = []
    var running: RunningLease?
    var outbox = Outbox()
    /// Whether the coordinator wants to end, or this worker was asked to stop: nothing new is begun.
    var isDraining = false
    var isStopping = false
    private var lastHeard: Instant
    private var nextTick: Instant
    private var random: SplitMix64
    /// The time of the event that is being handled.
    var now: Instant
    /// What was decided since the event.
    var effects: [Effect] = []

    /// - Parameters:
    ///   - credit: the most jobs to hold at once, so a bound on memory; what is leased is usually far less.
    ///   - seed: of the jitter in its heartbeats.
    public init(
        identity: WorkerIdentity,
        credit: Int = 256,
        policy: PoolPolicy = PoolPolicy(),
        seed: UInt64,
        at now: Instant
    ) {
        self.identity = identity
        self.credit = credit
        self.policy = policy
        self.now = now
        phase = .seeking(since: now)
        lastHeard = now
        nextTick = now
        random = SplitMix64(seed: seed)
    }

    /// Takes note of what happened and answers what to do about it.
    public mutating func handle(_ event: Event, at time: Instant) -> [Effect] {
        guard phase != .ended else { return [] }
        now = max(now, time)
        switch event {
        case .received(let message): receive(message)
        case .jobStarted(let job): noteStart(of: job)
        case .jobProgressed(let job, let progress): running?.update(job) { $0.state = .begun(progress) }
        case .jobEnded(let job, let ending, let cost): noteEnd(of: job, ending, cost)
        case .jobCancelled(let job): noteCancellation(of: job)
        case .stopRequested: stop()
        case .woken: wake()
        }
        leaveIfStopped()
        defer { effects = [] }
        return effects
    }

    private mutating func receive(_ message: CoordinatorMessage) {
        lastHeard = now
        switch message {
        case .welcome(let timing): join(timing)
        case .refuse(let reason): exit(.refused(reason: reason))
        case .rejoin: seek()
        case .lease(let leases): accept(leases)
        case .cancel(let references): cancel(references)
        case .acknowledge(let references): for reference in references { outbox.forget(reference.job) }
        case .drain:
            isDraining = true
            giveBack()
        case .goodbye: exit(.dismissed)
        case .setAside(let reason): effects.append(.say(reason))
        case .heartbeat: endDraining()
        // The last is for supervisors.
        case .status, .kill: break
        }
    }

    // MARK: - Time

    private mutating func wake() {
        guard now >= nextTick else { return effects.append(.wake(at: nextTick)) }
        switch phase {
        case .joined where lastHeard + policy.leaseDuration <= now: seek()
        case .joined:
            beat()
            deliver()
        case .seeking(let since) where running == nil && since + policy.successorPatience <= now:
            return exit(.orphaned)
        case .seeking: sayHello()
        case .ended: break
        }
        // Many workers that began together should not beat together.
        nextTick = now + policy.heartbeatInterval * (0.75 + 0.5 * random.nextUnit())
        effects.append(.wake(at: nextTick))
    }

    // MARK: - The coordinator comes and goes

    private mutating func join(_ timing: Welcome) {
        policy.heartbeatInterval = timing.heartbeatInterval
        policy.leaseDuration = timing.leaseDuration
        guard phase != .joined else { return }
        phase = .joined
        isDraining = false
        outbox.forgetSending()
        deliver()
    }

    /// A coordinator that drains says so in place of every beat: one that beats has not begun to, or is another.
    private mutating func endDraining() {
        guard isDraining else { return }
        isDraining = false
        beat()
    }

    private mutating func seek() {
        if phase == .joined { phase = .seeking(since: now) }
        sayHello()
    }

    private mutating func sayHello() {
        send(.hello(Hello(identity: identity, credit: creditNow, claims: claims)))
    }

    private mutating func beat() {
        send(.heartbeat(Heartbeat(credit: creditNow, claims: claims)))
    }

    private var creditNow: Int { isDraining || isStopping ? 0 : credit }

    private var claims: [Claim] {
        (running?.claims ?? []) + queue.flatMap(\.items).map { Claim($0.reference, .queued) }
            + outbox.references.map { Claim($0, .finished) }
    }

    // MARK: - Stopping

    private mutating func stop() {
        guard !isStopping else { return }
        isStopping = true
        giveBack()
        beat()
    }

    private mutating func leaveIfStopped() {
        guard isStopping, running == nil, outbox.isEmpty, phase != .ended else { return }
        send(.leaving)
        exit(.stopped)
    }

    private mutating func exit(_ reason: Exit) {
        phase = .ended
        effects.append(.exit(reason))
    }

    // MARK: - Effects

    mutating func send(_ message: WorkerMessage) {
        effects.append(.send(message))
    }

    /// Sends the results that are due, if there is someone to receive them.
    mutating func deliver() {
        guard phase == .joined else { return }
        for batch in outbox.takeDue(at: now, resendInterval: policy.resendInterval) { send(.results(batch)) }
    }
}
