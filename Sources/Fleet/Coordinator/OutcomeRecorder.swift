internal import Experiments
internal import Ledger
internal import Logging
internal import Scheduling

/// Gathers what the scheduler wants remembered, and commits it a turn at a time.
struct OutcomeRecorder {
    private let ledger: SweepLedger
    private let clock: LoopClock
    private let logger: Logger
    private var gathered: [AttemptRecord] = []
    private var workers: [WorkerRecord] = []
    /// The identities of those who joined, until they leave.
    private var identities: [WorkerID: WorkerIdentity] = [:]
    private var last: RecordNumber?
    /// Outcomes that differed from an earlier one of the same job.
    private(set) var alarms = 0

    init(ledger: SweepLedger, clock: LoopClock, logger: Logger) {
        self.ledger = ledger
        self.clock = clock
        self.logger = logger
    }

    mutating func gather(_ records: [Record], _ number: RecordNumber) {
        last = number
        for record in records {
            switch record {
            case .workerJoined(let worker, let identity):
                logger.debug("worker \(worker) joined: process \(identity.processID) on \(identity.machine)")
                identities[worker] = identity
                note(worker, .joined)
            case .workerLeft(let worker):
                logger.debug("worker \(worker) left")
                note(worker, .left)
                identities[worker] = nil
            case .attemptEnded(let attempt):
                gathered.append(ledgerRecord(of: attempt))
            }
        }
    }

    /// Puts everything gathered on disk in one transaction.
    ///
    /// - Returns: the number through which all is durable, or nil if there was nothing to do.
    mutating func commit() throws(LetheError) -> RecordNumber? {
        guard let last else { return nil }
        if !gathered.isEmpty || !workers.isEmpty {
            let verdicts = try ledger.record(gathered, workers: workers, at: clock.date(of: clock.now))
            for (record, verdict) in zip(gathered, verdicts) where verdict == .discarded(agrees: false) {
                alarms += 1
                logger.error("job \(record.attempt.job): worker \(record.worker) measured other bits than before")
            }
        }
        gathered = []
        workers = []
        self.last = nil
        return last
    }

    private mutating func note(_ worker: WorkerID, _ change: WorkerRecord.Change) {
        guard let identity = identities[worker] else { return }
        workers.append(
            WorkerRecord(
                worker: worker.name,
                host: identity.machine,
                supervisor: identity.host.name,
                change: change
            )
        )
    }

    private func ledgerRecord(of attempt: EndedAttempt) -> AttemptRecord {
        let ending: AttemptRecord.Ending =
            switch attempt.ending {
            case .delivered(let outcome): .delivered(outcome)
            case .failed(let failure, let isFinal): .failed(failure, isFinal: isFinal)
            case .lost(let failure): .lost(failure)
            case .discarded: .discarded
            }
        return AttemptRecord(
            attempt.attempt,
            experiment: attempt.payload,
            ending: ending,
            worker: attempt.worker.name,
            host: attempt.machine,
            supervisor: attempt.host.name,
            started: clock.date(of: attempt.started),
            cost: attempt.cost
        )
    }
}
