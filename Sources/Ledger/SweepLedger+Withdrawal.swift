public import Experiments
public import FoundationEssentials
internal import GRDB

extension SweepLedger {
    /// Takes back every outcome that a worker delivered, after it was caught computing wrong.
    ///
    /// The outcomes stay in the history and count no more; their jobs are open again and their sweeps unfinished.
    ///
    /// - Returns: the jobs that must run again.
    public func withdraw(resultsOf worker: String, reason: String, at now: Date) throws(LetheError) -> [JobID] {
        try write { database in
            let sql = """
                SELECT job.digest FROM outcome
                JOIN attempt ON attempt.job = outcome.job AND attempt.number = outcome.attempt
                JOIN worker ON worker.id = attempt.worker
                JOIN job ON job.id = outcome.job
                WHERE outcome.withdrawn IS NULL AND worker.name = ?
                ORDER BY job.id
                """
            let jobs = try String.fetchAll(database, sql: sql, arguments: [worker]).compactMap(JobID.init(hex:))
            for job in jobs {
                try database.execute(
                    sql: """
                        UPDATE outcome SET withdrawn = ?
                        WHERE withdrawn IS NULL AND job = (SELECT id FROM job WHERE digest = ?)
                        """,
                    arguments: [now.timeIntervalSince1970, job.hex]
                )
                try database.execute(
                    sql: "UPDATE job SET status = 'open' WHERE digest = ?",
                    arguments: [job.hex]
                )
            }
            if !jobs.isEmpty {
                try database.execute(
                    sql: "UPDATE sweep SET finished = NULL, done = NULL, diverged = NULL, failed = NULL"
                )
            }
            let message = "\(jobs.count) results of \(worker) were withdrawn: \(reason)"
            try LedgerEvent(at: now, kind: .resultsWithdrawn, worker: worker, message: message).insert(into: database)
            return jobs
        }
    }
}
