import Experiments
import Scheduling

extension Simulation {
    mutating func startCoordinator() {
        guard coordinator == nil, finish != .complete else { return }
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
        guard coordinator?.isCommitting == false else { return }
        coordinator?.isCommitting = true
        agenda.plan(.ledgerCommits(incarnation: incarnation), at: now + dice.duration(plan.commitSeconds))
    }

    /// Group commit: everything that has gathered.
    mutating func commit() {
        guard let groups = coordinator?.uncommitted, let last = groups.last else { return }
        for group in groups { ledger.commit(group.records) }
        coordinator?.uncommitted = []
        coordinator?.isCommitting = false
        tellScheduler(.recordsCommitted(through: last.number))
    }

    // MARK: - The end

    private mutating func end(_ reason: Scheduler.Finish) {
        if finish != nil { findings.append("finished twice") }
        finish = reason
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
                case (.lacksData, .done), (.lacksData, .failed): true
                case (.kills(let times), .failed): times >= 3
                case (.kills(let times), .done): times < 3
                default: false
                }
            if !isRight {
                findings.append("job \(index), \(job.fate), ended as \(String(describing: ledger.status[id]))")
            }
            if let outcome = ledger.outcomes[id], outcome != Self.outcome(index, job.fate) {
                findings.append("job \(index) has another's outcome")
            }
        }
        if ledger.status.count != plan.jobs.count { findings.append("\(ledger.status.count) jobs have ended") }
        if ledger.alarms > 0 { findings.append("\(ledger.alarms) outcomes differ") }
        let progress = coordinator?.scheduler.progress(at: now)
        if progress?.ended != plan.jobs.count {
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
