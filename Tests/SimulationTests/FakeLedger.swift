import Experiments
import Scheduling

/// A ledger in memory: it keeps what was committed, whatever happens to its coordinator.
struct FakeLedger {
    enum Status {
        case done, diverged, failed
    }

    struct Row: Hashable {
        var worker: WorkerID
        var end: Attempt.End
    }

    private(set) var status: [JobID: Status] = [:]
    private(set) var outcomes: [JobID: Outcome] = [:]
    private(set) var attempts: [JobID: [AttemptID: Row]] = [:]
    private(set) var deaths: [JobID: [Evidence]] = [:]
    /// Workers that joined and are not known to have left.
    private(set) var present: Set<WorkerID> = []
    /// Workers whose result for a job is durable.
    private(set) var delivered: [JobID: Set<WorkerID>] = [:]
    /// Outcomes that differ from the one that counts.
    private(set) var alarms = 0
    private(set) var discarded = 0

    mutating func commit(_ records: [Record]) {
        for record in records {
            switch record {
            case .workerJoined(let worker, _): present.insert(worker)
            case .workerLeft(let worker): present.remove(worker)
            case .attemptEnded(let ended): commit(ended)
            }
        }
    }

    private mutating func commit(_ ended: EndedAttempt) {
        let job = ended.attempt.job
        let known = attempts[job]?[ended.attempt.id]
        switch ended.ending {
        case .delivered(let outcome):
            delivered[job, default: []].insert(ended.worker)
            if let first = outcomes[job] {
                if first != outcome { alarms += 1 }
                if known == nil || known?.end == .lost { keep(ended, .discarded) }
                discarded += 1
            } else {
                outcomes[job] = outcome
                status[job] = outcome.divergence == nil ? .done : .diverged
                keep(ended, outcome.divergence == nil ? .done : .diverged)
            }
        case .failed(_, let isFinal):
            delivered[job, default: []].insert(ended.worker)
            if isFinal, status[job] == nil { status[job] = .failed }
            if known == nil || known?.end == .lost || known?.end == .failed { keep(ended, .failed) }
        case .lost(let evidence):
            if known == nil || evidence != nil { keep(ended, .lost) }
            if let evidence { deaths[job, default: []].append(Evidence(host: ended.host, failure: evidence)) }
        case .discarded:
            if known == nil { keep(ended, .discarded) }
        }
    }

    private mutating func keep(_ ended: EndedAttempt, _ end: Attempt.End) {
        attempts[ended.attempt.job, default: [:]][ended.attempt.id] = Row(worker: ended.worker, end: end)
    }

    /// Whether a worker may forget its result for a job.
    func mayForget(_ job: JobID, of worker: WorkerID) -> Bool {
        status[job] != nil || delivered[job]?.contains(worker) == true
    }

    func catalogue(of plan: Plan) -> PlannedCatalogue {
        PlannedCatalogue(
            plan: plan,
            finished: Set(plan.jobs.indices.filter { status[PlannedCatalogue.id($0)] != nil }.map(JobRank.init)),
            lastAttempts: attempts.mapValues { rows in rows.keys.max() ?? AttemptID(0) },
            failed: Set(plan.jobs.indices.filter { status[PlannedCatalogue.id($0)] == .failed }.map(JobRank.init)),
            deaths: deaths
        )
    }

    var tally: Tally {
        Tally(
            done: status.values.count { $0 == .done },
            diverged: status.values.count { $0 == .diverged },
            failed: status.values.count { $0 == .failed }
        )
    }
}
