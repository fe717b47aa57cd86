public import Experiments
internal import Glibc
public import Logging
public import Scheduling

/// A number of worker processes on this machine that are kept alive.
///
/// It belongs to one thread, whose loop watches `descriptor` and calls `collect`.
public final class WorkerPool {
    /// The name that this pool's workers share.
    private(set) var host = HostID.fresh()
    private let slotCount: Int
    private let command: WorkerCommand
    private let directory: PrivateDirectory
    private let logs: String
    private let policy: RestartPolicy
    private let logger: Logger
    private let clock = SuspendingClock()
    /// The numbers of slots whose worker ended.
    private let ended = Mailbox<Int>()
    private var slots: [WorkerSlot] = []
    private var failedStarts = 0
    /// Whether no more workers are started.
    private(set) var isRetired = false
    /// Why the last start failed, once no more are tried.
    private var defeat: LetheError?
    /// Workers that ended of their own accord, and why.
    private(set) var exits: [WorkerSession.Exit] = []
    /// Workers of a coordinator before this one that were still alive at the start.
    public private(set) var survivors: Set<WorkerID> = []

    /// A pool that has not started.
    ///
    /// - Parameters:
    ///   - slots: how many worker processes to keep.
    ///   - command: what starts one. It finds its name by `WorkerPlace.inherited`.
    ///   - directory: where the workers' presence files are; survivors are looked for there.
    ///   - logs: the directory of the workers' logs, made if it is not there.
    public init(
        slots: Int,
        command: WorkerCommand,
        directory: PrivateDirectory,
        logs: String,
        policy: RestartPolicy = RestartPolicy(),
        logger: Logger
    ) {
        slotCount = slots
        self.command = command
        self.directory = directory
        self.logs = logs
        self.policy = policy
        self.logger = logger
    }

    /// Adopts the workers that a coordinator before this one left alive, and starts as many as are missing.
    ///
    /// - Throws: `worker.cannot-start`.
    public func start() throws(LetheError) {
        guard unsafe mkdir(logs, 0o777) == 0 || errno == EEXIST else { throw SupervisorError.cannotKeepFiles(logs) }
        adoptSurvivors()
        for number in slots.count..<max(slotCount, slots.count) {
            slots.append(slot(number: number + 1, state: .closed))
            try fill(number)
        }
    }

    /// Starts no more workers.
    public func retire() {
        isRetired = true
        for index in slots.indices where slots[index].tenant == nil { slots[index].state = .closed }
    }

    /// Ends every worker at once. What they had not delivered is lost.
    public func kill() {
        retire()
        for slot in slots { slot.tenant?.send(signal: SIGKILL) }
    }

    /// Ends one worker at once; another is started in its place.
    func kill(_ worker: WorkerID) {
        guard let tenant = slots.lazy.compactMap(\.tenant).first(where: { $0.worker == worker }) else { return }
        logger.warning("worker \(worker) does not give up a job that it was told to, and is killed")
        tenant.send(signal: SIGKILL)
    }

    /// Asks every worker to finish what it runs, deliver it and leave.
    func terminate() {
        retire()
        for slot in slots { slot.tenant?.send(signal: SIGTERM) }
    }

    // MARK: - For the loop

    /// Readable when `collect` has something to do.
    var descriptor: Int32 { ended.descriptor }

    var liveCount: Int { slots.count { $0.tenant != nil } }

    /// How long until `collect` has something to do even if no worker ends.
    var timeToRestart: Duration? {
        slots.compactMap { slot in
            if case .waiting(let until) = slot.state { max(until - clock.now, .zero) } else { nil }
        }.min()
    }

    /// Reaps what ended, starts what is due, and tells of deaths.
    ///
    /// - Throws: `worker.ends-at-once` or `worker.refused` if no worker is left and none will be started again.
    func collect() throws(LetheError) -> [WorkerDeath] {
        let deaths = ended.collect().compactMap { vacate($0) }
        for index in slots.indices {
            slots[index].log.cut()
            if case .waiting(let until) = slots[index].state, until <= clock.now { try fill(index) }
        }
        if let defeat, liveCount == 0 { throw defeat }
        return deaths
    }
}

extension WorkerPool {
    private func slot(number: Int, state: WorkerSlot.State) -> WorkerSlot {
        WorkerSlot(number: number, log: WorkerLog(path: "\(logs)/worker-\(number).log"), state: state)
    }

    private func adoptSurvivors() {
        for presence in PresenceFile.all(in: directory) {
            guard presence.isHeld else {
                presence.remove()
                continue
            }
            survivors.insert(presence.worker)
            // What is known of a host by its name stays known.
            if let host = presence.read().host { self.host = host }
            slots.append(slot(number: slots.count + 1, state: .closed))
            settle(WorkerSlot.Tenant(presence: presence, since: clock.now, memoryKills: 0), at: slots.count - 1)
        }
        if !survivors.isEmpty { logger.info("adopted \(survivors.count) worker(s) of an earlier coordinator") }
    }

    private func fill(_ index: Int) throws(LetheError) {
        let worker = WorkerID.fresh("w\(index + 1)")
        let presence = PresenceFile(of: worker, in: directory)
        let descriptor = try presence.create()
        defer { close(descriptor) }
        slots[index].log.begin()
        var command = command
        command.environment[WorkerPlace.workerVariable] = worker.name
        command.environment[WorkerPlace.hostVariable] = host.name
        // The last lines before a death should tell of it, not of registers.
        command.environment["SWIFT_BACKTRACE", default: "color=no,registers=none,images=none,limit=8"] += ""
        do throws(LetheError) {
            let kills = MemoryKills.count()
            let child = try ChildProcess.spawn(command, log: slots[index].log.path, presence: descriptor)
            let tenant = WorkerSlot.Tenant(presence: presence, child: child, since: clock.now, memoryKills: kills)
            settle(tenant, at: index)
        } catch {
            presence.remove()
            throw error
        }
    }

    private func settle(_ tenant: WorkerSlot.Tenant, at index: Int) {
        slots[index].state = .occupied(tenant)
        let wait = tenant.waitForEnd
        DetachedThread.start { [ended] in
            wait()
            ended.post(index)
        }
    }

    /// Clears a slot whose worker ended, and decides when it is filled again.
    private func vacate(_ index: Int) -> WorkerDeath? {
        guard let tenant = slots[index].tenant else { return nil }
        let end = tenant.child?.reap()
        let record = tenant.presence.read()
        tenant.presence.remove()
        slots[index].state = .closed
        if let exit = record.exit {
            exits.append(exit)
            if case .refused(let reason) = exit { defeat = SupervisorError.refused(reason) }
            return nil
        }
        let death = tenant.death(end, record, log: slots[index].log.lastLines())
        failedStarts = record.hasJoined || end == nil ? 0 : failedStarts + 1
        slots[index].deaths = clock.now - tenant.since < policy.provenLife ? slots[index].deaths + 1 : 1
        if failedStarts >= policy.failedStartsToGiveUp, let end {
            defeat = SupervisorError.endsAtOnce(command, times: failedStarts, end, log: death.logLines)
            retire()
        }
        let delay = policy.delay(afterDeaths: slots[index].deaths)
        let returns = !isRetired && index < slotCount
        if returns { slots[index].state = .waiting(until: clock.now + delay) }
        logger.warning("\(death.sentence)\(returns ? "; it is replaced in \(delay)" : "")")
        return death
    }
}

extension WorkerDeath {
    fileprivate var sentence: String {
        let how =
            if outOfMemory {
                "was killed for want of memory"
            } else if let signal {
                "was ended by signal \(signal)"
            } else if let exitCode {
                "exited with code \(exitCode)"
            } else {
                "is gone"
            }
        return "worker \(worker) \(how)\(executing.map { " while it executed job \($0)" } ?? "")"
    }
}
