import Experiments
import Scheduling

extension Simulation {
    mutating func startCoordinator() {
        guard coordinator == nil, !hasEnded else { return }
        incarnation += 1
        finish = nil
        let scheduler = Scheduler(
            catalogue: ledger.catalogue(of: plan),
            policy: policy,
            tally: ledger.tally,
            awaiting: ledger.present,
            at: now
        )
        coordinator = Coordinator(scheduler: scheduler)
        tellScheduler(.woken)
        if dice.happens(0.5) { introduceSupervisors() }
    }

    /// Supervisors that are processes of their own; the others are the coordinator's.
    private mutating func introduceSupervisors() {
        for host in 0...((plan.workers - 1) / plan.slotsPerHost) {
            let supervisor = WorkerID("supervisor\(host)")
            for time in network.arrivals(on: "from \(supervisor)", plan: plan, at: now, dice: &dice) {
                let message = throughWire(.supervising(HostID("host\(host)")) as WorkerMessage)
                agenda.plan(.arrivesAtCoordinator(message, from: supervisor), at: time)
            }
        }
    }

    /// Whether the coordinator waits for its disk and hears nobody.
    var isDeaf: Bool { plan.commitsBlock && coordinator?.isCommitting == true }

    mutating func arriveAtCoordinator(_ message: WorkerMessage, from sender: WorkerID) {
        if isDeaf {
            coordinator?.unheard.append((message, sender))
        } else {
            tellScheduler(.received(message, from: sender))
        }
    }

    mutating func crashCoordinator() {
        guard coordinator != nil, finish == nil else { return }
        coverage.coordinatorCrashes += 1
        coordinator = nil
        agenda.plan(.coordinatorStarts, at: now + dice.duration(0.1...20))
    }

    mutating func tellScheduler(_ event: Scheduler.Event) {
        guard let effects = coordinator?.scheduler.handle(event, at: now) else { return }
        findings += coordinator?.scheduler.sanityCheck() ?? []
        for effect in effects {
            switch effect {
            case .send(let message, let peer): send(message, to: peer)
            case .record(let records, let number): record(records, number)
            case .wake(let time):
                coordinator?.wakeAt = time
                agenda.plan(.coordinatorWakes, at: time)
            case .kill(let worker):
                coverage.kills += 1
                agenda.plan(.workerDies(worker, WorkerDeath(worker: worker, signal: 9)), at: now)
            case .tell(.setAside): coverage.setbacks += 1
            case .tell: break
            case .finish(let reason): end(reason)
            }
        }
    }

    private mutating func send(_ message: CoordinatorMessage, to worker: WorkerID) {
        switch message {
        case .acknowledge(let references):
            for reference in references where !ledger.mayForget(reference.job, of: worker) {
                findings.append("\(reference) was acknowledged to \(worker) before it was durable")
            }
        case .lease(let leases):
            if finish != nil { findings.append("a lease after the end") }
            for item in leases.flatMap(\.items) where ledger.status[item.reference.job] != nil {
                findings.append("\(item.payload) was leased after its end was durable")
            }
        default: break
        }
        guard workers[worker]?.isPartitioned != true else { return }
        let message = throughWire(message)
        for time in network.arrivals(on: "to \(worker)", plan: plan, at: now, dice: &dice) {
            agenda.plan(.arrivesAtWorker(worker, message), at: time)
        }
    }

    // MARK: - The ledger

    private mutating func record(_ records: [Record], _ number: RecordNumber) {
        if finish != nil { findings.append("a record after the end: \(records)") }
        for case .attemptEnded(let ended) in records where ended.attempt.cause == .duplicate {
            coverage.duplicates += 1
        }
        coordinator?.uncommitted.append((records, number))
        beginCommit()
    }

    private mutating func beginCommit() {
        guard let coordinator, !coordinator.isCommitting, !coordinator.isCatchingUp, !coordinator.uncommitted.isEmpty
        else { return }
        self.coordinator?.isCommitting = true
        let time = nextCommitStalls ? .seconds(30) : dice.duration(plan.commitSeconds)
        nextCommitStalls = false
        agenda.plan(.ledgerCommits(incarnation: incarnation), at: now + time)
    }

    /// Group commit: everything that has gathered.
    mutating func commit() {
        guard let groups = coordinator?.uncommitted, let last = groups.last else { return }
        for group in groups { ledger.commit(group.records) }
        coordinator?.uncommitted = []
        coordinator?.isCommitting = false
        coordinator?.isCatchingUp = true
        tellScheduler(.recordsCommitted(through: last.number))
        // First a bounded part of what arrived, more of it before the clock, then the next commit: as in the real loop.
        repeat {
            hear(atMost: Self.messagesPerTurn)
            if let wakeAt = coordinator?.wakeAt, wakeAt <= now {
                hear(atMost: Self.messagesBeforeTick)
                tellScheduler(.woken)
            }
        } while coordinator?.uncommitted.isEmpty == true && coordinator?.unheard.isEmpty == false
        coordinator?.isCatchingUp = false
        beginCommit()
    }

    private mutating func hear(atMost limit: Int) {
        for (message, sender) in coordinator?.takeUnheard(atMost: limit) ?? [] {
            tellScheduler(.received(message, from: sender))
        }
    }

    /// Few, so that short simulations meet the bounds that a busy coordinator does.
    private static let messagesPerTurn = 3
    private static let messagesBeforeTick = 200

    // MARK: - The end

    private mutating func end(_ reason: Scheduler.Finish) {
        if finish != nil { findings.append("finished twice") }
        finish = reason
        if case .stuck = reason { coverage.stuck += 1 }
        if coordinator?.uncommitted.isEmpty == false { findings.append("finished before everything was durable") }
        guard reason == .drained else { return }
        // The user gives the same command again.
        coverage.drained += 1
        coordinator = nil
        agenda.plan(.coordinatorStarts, at: now + .seconds(5))
    }

    /// Every job ended exactly once, as it had to, and nothing else did.
    mutating func checkAccounts() {
        guard findings.isEmpty else { return }
        for (index, job) in plan.jobs.enumerated() {
            let id = PlannedCatalogue.id(index)
            let isRight =
                switch (job.fate, ledger.status[id]) {
                case (.done, .done), (.diverges, .diverged), (.fails, .failed): true
                case (.failsAgain, .done), (.failsAgain, .failed): true
                case (.lacksData, .done): true
                case (.needsMemory, .done): true
                case (.kills(let times), .failed): times >= 3
                case (.kills(let times), .done): times < 3
                case (_, nil): !plan.canBeDone(job)
                default: false
                }
            if !isRight {
                findings.append("job \(index), \(job.fate), ended as \(String(describing: ledger.status[id]))")
            }
            if let outcome = ledger.outcomes[id], outcome != Self.outcome(index, job.fate) {
                findings.append("job \(index) has another's outcome")
            }
        }
        // One more that a second host must show, and one for each coordinator that ended before it could judge them.
        let mostDeaths = policy.deathsToQuarantine + 1 + coverage.coordinatorCrashes + coverage.drained
        for (job, deaths) in ledger.deaths where deaths.count > mostDeaths {
            findings.append("\(job) was given back after \(deaths.count) deaths")
        }
        if ledger.alarms > 0 { findings.append("\(ledger.alarms) outcomes differ") }
        let progress = coordinator?.scheduler.progress(at: now)
        let failed = ledger.status.values.count { $0 == .failed }
        if progress?.ended != ledger.status.count || progress?.failed != failed {
            findings.append("the scheduler counts \(String(describing: progress))")
        }
        coverage.quarantines = zip(plan.jobs, 0...).count { job, index in
            job.fate == .kills(times: .max) && ledger.status[PlannedCatalogue.id(index)] == .failed
        }
        coverage.discarded = ledger.discarded
    }

    /// Executions beyond the first of each job.
    var repeatedExecutions: Int { executions.values.reduce(0) { $0 + $1 - 1 } }

    static func outcome(_ index: Int, _ fate: Plan.Fate) -> Outcome {
        let rows = [[Double(index) / 4096], [1]]
        return Outcome(
            accuracy: TaskMatrix(taskCount: 1, rows: fate == .diverges ? [rows[0]] : rows),
            loss: TaskMatrix(taskCount: 1, rows: fate == .diverges ? [rows[0]] : rows),
            divergence: fate == .diverges ? Outcome.Divergence(position: 1, step: 3) : nil,
            operations: index
        )
    }
}
