internal import Experiments
internal import FoundationEssentials
internal import GRDB

/// Writes ended attempts within one transaction.
struct AttemptRecorder {
    private let database: Database
    private let now: Date
    private let path: String
    private let findJob: Statement
    private let insertJob: Statement
    private let updateJob: Statement
    private let findAttempt: Statement
    private let insertAttempt: Statement
    private let deleteAttempt: Statement
    private var workers: WorkerRegister

    init(_ database: Database, now: Date, path: String) throws {
        self.database = database
        self.now = now
        self.path = path
        findJob = try database.cachedStatement(sql: "SELECT id, status FROM job WHERE digest = ?")
        insertJob = try database.cachedStatement(
            sql: "INSERT INTO job (digest, numerics, status, last_attempt, experiment) VALUES (?, ?, ?, ?, ?)"
        )
        updateJob = try database.cachedStatement(
            sql: "UPDATE job SET status = ?, last_attempt = max(last_attempt, ?) WHERE id = ?"
        )
        findAttempt = try database.cachedStatement(
            sql: #"SELECT "end" FROM attempt WHERE job = ? AND number = ?"#
        )
        deleteAttempt = try database.cachedStatement(sql: "DELETE FROM attempt WHERE job = ? AND number = ?")
        insertAttempt = try database.cachedStatement(
            sql: """
                INSERT INTO attempt (job, number, cause, "end", worker, started, wall_seconds, cpu_seconds,
                    peak_memory_bytes, operations, reason, signal, exit_code, log)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        )
        workers = try WorkerRegister(database)
    }

    /// Takes note of a worker that came or went.
    mutating func record(_ worker: WorkerRecord) throws {
        try workers.note(worker, at: now)
    }

    mutating func record(_ record: AttemptRecord) throws -> Verdict {
        let number = record.attempt.id.number
        guard let job = try Row.fetchOne(findJob, arguments: [record.attempt.job.hex]) else {
            let status = record.ending.status(after: .open)
            try insertJob.execute(arguments: [
                record.attempt.job.hex, record.numerics.number, status.rawValue, number, record.experiment,
            ])
            return try write(record, job: database.lastInsertedRowID, wasSettled: false)
        }
        let id: Int64 = job[0]
        let status = try JobStatus(stored: job[1], path)
        if let end = try String.fetchOne(findAttempt, arguments: [id, number]) {
            guard record.ending.adds(to: end) else {
                try compare(record, withOutcomeOf: id, attempt: number)
                return .repeated
            }
            try deleteAttempt.execute(arguments: [id, number])
        }
        let verdict = try write(record, job: id, wasSettled: status.hasOutcome)
        try updateJob.execute(arguments: [record.ending.status(after: status).rawValue, number, id])
        return verdict
    }

    private mutating func write(_ record: AttemptRecord, job: Int64, wasSettled: Bool) throws -> Verdict {
        switch record.ending {
        case .delivered where wasSettled:
            try writeAttempt(record, job: job, end: .discarded)
            return .discarded(agrees: try compare(record, withOutcomeOf: job, attempt: nil))
        case .delivered(let outcome):
            try writeAttempt(record, job: job, end: outcome.divergence == nil ? .done : .diverged)
            try outcome.insert(into: database, job: job, attempt: record.attempt)
            return .counted
        case .failed(let failure, _):
            try writeAttempt(record, job: job, end: .failed, failure)
            return .noted
        case .lost(let failure):
            try writeAttempt(record, job: job, end: .lost, failure)
            return .noted
        case .discarded:
            try writeAttempt(record, job: job, end: .discarded)
            return .noted
        }
    }

    private mutating func writeAttempt(
        _ record: AttemptRecord,
        job: Int64,
        end: Attempt.End,
        _ failure: Failure? = nil
    ) throws {
        try insertAttempt.execute(arguments: [
            job, record.attempt.id.number, record.attempt.cause.rawValue, end.rawValue,
            try workers.row(of: record.worker, host: record.host, supervisor: record.supervisor),
            record.started.timeIntervalSince1970,
            record.cost?.wallSeconds, record.cost?.cpuSeconds, record.cost?.peakMemoryBytes, record.cost?.operations,
            failure?.reason, failure?.signal, failure?.exitCode, failure?.logLines.joined(separator: "\n"),
        ])
    }

    /// Whether a delivered outcome equals the one on record; a difference is an event.
    ///
    /// - Parameter attempt: the attempt whose outcome to compare with, or nil for the one that counts.
    @discardableResult
    private func compare(_ record: AttemptRecord, withOutcomeOf job: Int64, attempt: Int?) throws -> Bool {
        guard case .delivered(let outcome) = record.ending,
            let known = try Outcome.fetch(from: database, job: job, attempt: attempt, path),
            known.digest != outcome.digest
        else { return true }
        let message = """
            attempt \(record.attempt.id.number) on \(record.host) measured \(outcome.digest), \
            and \(known.digest) was on record
            """
        try LedgerEvent(
            at: now,
            kind: .outcomesDiffer,
            job: record.attempt.job,
            worker: record.worker,
            message: message
        ).insert(into: database)
        return false
    }
}

extension AttemptRecord.Ending {
    /// Whether this says more of an attempt than its end on record.
    ///
    /// What was given up for lost, or told to give up, may deliver after all; the death that explains a loss may become
    /// known later; and a failure may turn out to be final.
    fileprivate func adds(to end: String) -> Bool {
        switch (Attempt.End(rawValue: end), self) {
        case (.lost, .delivered), (.lost, .failed), (.lost, .lost(.some)), (.discarded, .delivered),
            (.failed, .failed(_, isFinal: true)):
            true
        default: false
        }
    }

    /// Where a job stands after an attempt ended so; what has an outcome keeps its standing.
    fileprivate func status(after status: JobStatus) -> JobStatus {
        guard !status.hasOutcome else { return status }
        return switch self {
        case .delivered(let outcome): outcome.divergence == nil ? .done : .diverged
        case .failed(_, isFinal: true): .failed
        case .failed(_, isFinal: false), .lost, .discarded: status
        }
    }
}

extension JobStatus {
    init(stored text: String, _ path: String) throws(LetheError) {
        guard let status = JobStatus(rawValue: text) else {
            throw LedgerError.damaged(path, "the unknown status `\(text)`")
        }
        self = status
    }
}
