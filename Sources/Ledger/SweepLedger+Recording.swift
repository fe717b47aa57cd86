public import Experiments
public import FoundationEssentials
internal import GRDB

extension SweepLedger {
    /// Records attempts that ended, all in one transaction, and says what became of each.
    ///
    /// An attempt is on record once however often it is handed in, and a job's outcome counts once: the first to
    /// arrive. A later outcome is compared with it bit for bit, and a difference is kept as an event. A lost attempt
    /// that delivers after all is taken at its word.
    ///
    /// - Parameter workers: who came and went, in that order.
    /// - Throws: `ledger.not-finite` if a matrix holds a number that is not finite, or what SQLite reports. Nothing is
    ///   recorded then.
    public func record(
        _ attempts: [AttemptRecord],
        workers: [WorkerRecord] = [],
        at now: Date
    ) throws(LetheError) -> [Verdict] {
        try write { database in
            var recorder = try AttemptRecorder(database, now: now, path: path)
            for worker in workers { try recorder.record(worker) }
            return try attempts.map { try recorder.record($0) }
        }
    }

    /// The names of the workers that joined and are not known to have left.
    public func presentWorkers() throws(LetheError) -> Set<String> {
        try read { database in
            try String.fetchSet(database, sql: "SELECT name FROM worker WHERE joined IS NOT NULL AND gone IS NULL")
        }
    }

    /// Takes note that every worker was sent home.
    public func dismissWorkers(at now: Date) throws(LetheError) {
        try write { database in
            try database.execute(
                sql: "UPDATE worker SET gone = ? WHERE joined IS NOT NULL AND gone IS NULL",
                arguments: [now.timeIntervalSince1970]
            )
        }
    }

    /// Opens failed jobs again, and forgives them the deaths of workers so far.
    ///
    /// - Returns: how many there were.
    public func reopenFailures() throws(LetheError) -> Int {
        try write { database in
            try database.execute(sql: "UPDATE job SET status = 'open', forgiven = last_attempt WHERE status = 'failed'")
            let count = database.changesCount
            let forget =
                "UPDATE sweep SET finished = NULL, done = NULL, diverged = NULL, failed = NULL WHERE failed > 0"
            try database.execute(sql: forget)
            return count
        }
    }

    /// Keeps an event.
    public func record(_ event: LedgerEvent) throws(LetheError) {
        try write { try event.insert(into: $0) }
    }

    /// Every event, the oldest first.
    public func events() throws(LetheError) -> [LedgerEvent] {
        try read { database in
            let sql = """
                SELECT at, kind, job.digest, worker, message FROM event LEFT JOIN job ON job.id = event.job
                ORDER BY event.id
                """
            return try Row.fetchAll(database, sql: sql).compactMap { row in
                // A kind that a later build added is not for this one.
                guard let kind = LedgerEvent.Kind(rawValue: row[1]) else { return nil }
                return LedgerEvent(
                    at: Date(timeIntervalSince1970: row[0]),
                    kind: kind,
                    job: (row[2] as String?).flatMap(JobID.init(hex:)),
                    worker: row[3],
                    message: row[4]
                )
            }
        }
    }
}

extension LedgerEvent {
    func insert(into database: Database) throws {
        try database.execute(
            sql: """
                INSERT INTO event (at, kind, job, worker, message)
                VALUES (?, ?, (SELECT id FROM job WHERE digest = ?), ?, ?)
                """,
            arguments: [at.timeIntervalSince1970, kind.rawValue, job?.hex, worker, message]
        )
    }
}
