public import Experiments
internal import FoundationEssentials
internal import GRDB

/// Reading what is known of jobs. A batch of a few hundred jobs per call is a good size for a walk over a grid.
extension SweepLedger {
    /// Where every job on record stands; jobs never tried are absent.
    public func states() throws(LetheError) -> [JobID: JobState] {
        try read { database in
            var states: [JobID: JobState] = [:]
            let rows = try Row.fetchCursor(database, sql: "SELECT status, last_attempt, digest FROM job")
            while let row = try rows.next() {
                guard let job = JobID(hex: row[2]) else { throw LedgerError.damaged(path, "a job id that is none") }
                states[job] = try JobState(row: row, path)
            }
            try addDeaths(to: &states, database)
            return states
        }
    }

    private func addDeaths(to states: inout [JobID: JobState], _ database: Database) throws {
        let sql = """
            SELECT job.digest, worker.supervisor, reason, signal, exit_code, log
            FROM job JOIN attempt ON attempt.job = job.id JOIN worker ON worker.id = attempt.worker
            WHERE job.status = 'open' AND attempt."end" = 'lost' AND reason IS NOT NULL AND number > forgiven
            ORDER BY job.id, number
            """
        let rows = try Row.fetchCursor(database, sql: sql)
        while let row = try rows.next() {
            guard let job = JobID(hex: row[0]), let failure = Failure(row: row) else { continue }
            states[job]?.deaths.append(RecordedDeath(supervisor: row[1], failure: failure))
        }
    }

    /// Every settled job, of whatever grid: its identity, its standing and its experiment's canonical text.
    public func forEachSettledJob(_ body: (JobID, JobStatus, String) throws -> Void) throws(LetheError) {
        try read { database in
            let sql = "SELECT digest, status, experiment FROM job WHERE status <> 'open'"
            let rows = try Row.fetchCursor(database, sql: sql)
            while let row = try rows.next() {
                guard let job = JobID(hex: row[0]) else { throw LedgerError.damaged(path, "a job id that is none") }
                try body(job, try JobStatus(stored: row[1], path), row[2])
            }
        }
    }

    /// How many jobs of the ledger, of whatever grid, stand where.
    public func counts() throws(LetheError) -> [JobStatus: Int] {
        try read { database in
            let rows = try Row.fetchAll(database, sql: "SELECT status, count(*) FROM job GROUP BY status")
            return try Dictionary(uniqueKeysWithValues: rows.map { (try JobStatus(stored: $0[0], path), $0[1]) })
        }
    }

    /// What each of these jobs left; jobs that are not settled are absent.
    public func results(of jobs: some Sequence<JobID>) throws(LetheError) -> [JobID: JobResult] {
        try read { database in
            let statement = try database.cachedStatement(sql: "SELECT id, status FROM job WHERE digest = ?")
            var results: [JobID: JobResult] = [:]
            for job in jobs {
                guard let row = try Row.fetchOne(statement, arguments: [job.hex]) else { continue }
                let status = try JobStatus(stored: row[1], path)
                results[job] = try result(of: row[0], status, database)
            }
            return results
        }
    }

    /// Every attempt at each of these jobs, ascending by number; jobs never tried are absent.
    public func attempts(of jobs: some Sequence<JobID>) throws(LetheError) -> [JobID: [RecordedAttempt]] {
        try read { database in
            let statement = try database.cachedStatement(sql: RecordedAttempt.query(where: "job.digest = ?"))
            var attempts: [JobID: [RecordedAttempt]] = [:]
            for job in jobs {
                let rows = try Row.fetchAll(statement, arguments: [job.hex])
                guard !rows.isEmpty else { continue }
                attempts[job] = try rows.map { try RecordedAttempt(job: job, row: $0, path) }
            }
            return attempts
        }
    }

    private func result(of id: Int64, _ status: JobStatus, _ database: Database) throws -> JobResult? {
        switch status {
        case .open:
            return nil
        case .done, .diverged:
            guard let outcome = try Outcome.fetch(from: database, job: id, path) else {
                throw LedgerError.damaged(path, "a job without the outcome that its status promises")
            }
            return JobResult(status: status, outcome: outcome)
        case .failed:
            let sql = """
                SELECT reason, signal, exit_code, log FROM attempt WHERE job = ? AND "end" = 'failed'
                ORDER BY number DESC LIMIT 1
                """
            let row = try Row.fetchOne(database.cachedStatement(sql: sql), arguments: [id])
            return JobResult(status: status, failure: row.flatMap(Failure.init(row:)))
        }
    }
}

extension JobState {
    fileprivate init(row: Row, _ path: String) throws {
        self.init(status: try JobStatus(stored: row[0], path), lastAttempt: AttemptID(row[1]))
    }
}

extension Failure {
    /// Reads `reason, signal, exit_code, log`; nil where there is no reason.
    init?(row: Row) {
        guard let reason: String = row["reason"] else { return nil }
        let log: String = row["log"] ?? ""
        self.init(
            reason: reason,
            signal: row["signal"],
            exitCode: row["exit_code"],
            logLines: log.isEmpty ? [] : log.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        )
    }
}

extension RecordedAttempt {
    fileprivate static func query(where condition: String) -> String {
        """
        SELECT attempt.*, worker.name AS worker_name, worker.host AS worker_host
        FROM job JOIN attempt ON attempt.job = job.id JOIN worker ON worker.id = attempt.worker
        WHERE \(condition) ORDER BY attempt.number
        """
    }

    fileprivate init(job: JobID, row: Row, _ path: String) throws {
        guard let cause = Attempt.Cause(rawValue: row["cause"]), let end = Attempt.End(rawValue: row["end"]) else {
            throw LedgerError.damaged(path, "an attempt with an unknown cause or end")
        }
        var cost: AttemptCost?
        if let wall: Double = row["wall_seconds"], let cpu: Double = row["cpu_seconds"],
            let memory: Int = row["peak_memory_bytes"], let operations: Int = row["operations"]
        {
            cost = AttemptCost(wallSeconds: wall, cpuSeconds: cpu, peakMemoryBytes: memory, operations: operations)
        }
        attempt = Attempt(job: job, id: AttemptID(row["number"]), cause: cause)
        self.end = end
        worker = row["worker_name"]
        host = row["worker_host"]
        started = Date(timeIntervalSince1970: row["started"])
        self.cost = cost
        failure = Failure(row: row)
    }
}
