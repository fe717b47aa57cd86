public import Experiments
internal import FoundationEssentials
internal import GRDB
public import Hashing

extension SweepLedger {
    /// Makes a sweep the ledger's current one, once it is sure that they belong together.
    ///
    /// A sweep that is current already, unchanged, is left as it stands. Any other is added to the history.
    ///
    /// - Parameter isCell: whether an experiment is a cell of the sweep's grid; asked of finished jobs until one is.
    /// - Throws: `ledger.other-data` or `ledger.other-numerics` if outcomes in the ledger cannot be reproduced,
    ///   `ledger.other-sweep` if it has finished jobs and none is a cell of this grid, `ledger.other-file` if it has
    ///   some, and they are another grid's of another file.
    public func begin(_ sweep: SweepRecord, isCell: (Experiment) -> Bool) throws(LetheError) {
        try write { database in
            let current = try SweepRecord.fetchLast(from: database, path)
            if let current, current.isSame(as: sweep) { return }
            let admission = Admission(sweep, to: database, path: path)
            try admission.refuseOtherData()
            try admission.refuseOtherNumerics()
            if current?.grid != sweep.grid { try admission.refuseOtherSweep(isCell) }
            if let current { try admission.refuseOtherFile(than: current) }
            try sweep.insert(into: database)
        }
    }

    /// The sweep that was given last, or nil in a ledger that has none yet.
    public func currentSweep() throws(LetheError) -> SweepRecord? {
        try read { try SweepRecord.fetchLast(from: $0, path) }
    }

    /// Every sweep that the ledger was given, the current one last.
    public func sweeps() throws(LetheError) -> [SweepRecord] {
        try read { try SweepRecord.fetchAll(from: $0, path) }
    }

    /// Remembers that every job of a grid is settled.
    public func finish(grid: Digest, _ finish: SweepRecord.Finish) throws(LetheError) {
        try write { database in
            try database.execute(
                sql: "UPDATE sweep SET finished = ?, done = ?, diverged = ?, failed = ? WHERE grid = ?",
                arguments: [
                    finish.at.timeIntervalSince1970, finish.done, finish.diverged, finish.failed, grid.hex,
                ]
            )
        }
    }

    /// How a grid ended, or nil unless all of it is settled. Needs no look at its jobs.
    public func finish(ofGrid grid: Digest) throws(LetheError) -> SweepRecord.Finish? {
        try read { database in
            let sql = """
                SELECT finished, done, diverged, failed FROM sweep WHERE grid = ? AND finished IS NOT NULL
                ORDER BY id DESC LIMIT 1
                """
            return try Row.fetchOne(database, sql: sql, arguments: [grid.hex]).map { row in
                SweepRecord.Finish(
                    at: Date(timeIntervalSince1970: row[0]),
                    done: row[1],
                    diverged: row[2],
                    failed: row[3]
                )
            }
        }
    }
}
