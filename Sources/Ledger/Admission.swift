internal import Experiments
internal import FoundationEssentials
internal import GRDB
internal import Hashing

/// Whether a sweep and the outcomes of a ledger belong together.
struct Admission {
    private let sweep: SweepRecord
    private let database: Database
    private let path: String

    init(_ sweep: SweepRecord, to database: Database, path: String) {
        self.sweep = sweep
        self.database = database
        self.path = path
    }

    /// Stops if the ledger holds outcomes on a data set that has the name of one of the sweep's and another content.
    func refuseOtherData() throws {
        let known = try Row.fetchAll(
            database,
            sql: """
                SELECT DISTINCT name, digest FROM sweep_dataset
                JOIN dataset ON dataset.id = sweep_dataset.dataset ORDER BY name, digest
                """
        )
        for row in known {
            let name: String = row["name"]
            let digest: String = row["digest"]
            let now = sweep.sources.filter { $0.summary.name == name }.map(\.summary.digest.hex)
            guard let replaced = now.first, !now.contains(digest), try hasOutcome(onDataset: digest) else { continue }
            throw LetheError(
                "ledger.other-data",
                """
                ledger '\(path)' holds outcomes on other data of the name `\(name)`: its digest was \
                \(digest.prefix(12)) and is \(replaced.prefix(12)) now
                """,
                hint: "restore the data as it was, or choose another run directory with --out"
            )
        }
    }

    private func hasOutcome(onDataset digest: String) throws -> Bool {
        // A canonical text has one line for each setting.
        try Bool.fetchOne(
            database,
            sql: """
                SELECT EXISTS (
                    SELECT 1 FROM job WHERE status IN ('done', 'diverged')
                    AND instr(char(10) || experiment || char(10), ?)
                )
                """,
            arguments: ["\nstream.dataset=\(digest)\n"]
        ) ?? false
    }

    /// Stops if the ledger holds outcomes that were computed under another numerics revision.
    func refuseOtherNumerics() throws {
        // The history says whether there can be any, without a look at the jobs.
        let others = try Row.fetchAll(
            database,
            sql: "SELECT numerics, version FROM sweep WHERE numerics <> ? GROUP BY numerics ORDER BY numerics",
            arguments: [sweep.numerics.number]
        )
        for row in others {
            let revision: Int = row["numerics"]
            let hasOutcome = try Bool.fetchOne(
                database,
                sql: "SELECT EXISTS (SELECT 1 FROM job WHERE numerics = ? AND status IN ('done', 'diverged'))",
                arguments: [revision]
            )
            guard hasOutcome == true else { continue }
            throw LetheError(
                "ledger.other-numerics",
                """
                ledger '\(path)' holds outcomes of numerics revision \(revision), and this lethe computes revision \
                \(sweep.numerics.number), whose bits differ
                """,
                hint: "go on with lethe \(row["version"] as String), or choose another run directory with --out"
            )
        }
    }

    /// Stops if the ledger has finished jobs of another grid that was another file's: its tables would be replaced.
    func refuseOtherFile(than current: SweepRecord) throws {
        guard current.grid != sweep.grid, !current.isOfSameFile(as: sweep) else { return }
        let sql = "SELECT EXISTS (SELECT 1 FROM job WHERE status IN ('done', 'diverged'))"
        guard try Bool.fetchOne(database, sql: sql) == true else { return }
        throw LetheError(
            "ledger.other-file",
            "ledger '\(path)' was made for another sweep file, `\(current.file)`, whose tables this would replace",
            hint: """
                choose another run directory with --out; if the file was only renamed, run it once with its old grid \
                before you change that
                """
        )
    }

    /// Stops if the ledger has finished jobs and none of them is a cell of the sweep's grid.
    func refuseOtherSweep(_ isCell: (Experiment) -> Bool) throws {
        var finishedCount = 0
        let sql = "SELECT experiment FROM job WHERE status IN ('done', 'diverged')"
        let texts = try String.fetchCursor(database, sql: sql)
        while let text = try texts.next() {
            finishedCount += 1
            // What this build cannot read is no cell of a grid that it made.
            if let experiment = try? Experiment(canonical: text), isCell(experiment) { return }
        }
        guard finishedCount > 0 else { return }
        let name = try String.fetchOne(database, sql: "SELECT name FROM sweep ORDER BY id DESC LIMIT 1") ?? "?"
        throw LetheError(
            "ledger.other-sweep",
            """
            ledger '\(path)' belongs to another sweep, `\(name)`: none of its \(finishedCount) finished jobs is a \
            cell of the grid of `\(sweep.name)`
            """,
            hint: "choose another run directory with --out"
        )
    }
}
