internal import Experiments
internal import FoundationEssentials
internal import GRDB
internal import Hashing

extension SweepRecord {
    /// Whether nothing but the time and the version differ.
    func isSame(as other: SweepRecord) -> Bool {
        var other = other
        other.created = created
        other.version = version
        return self == other
    }

    func insert(into database: Database) throws {
        try database.execute(
            sql: """
                INSERT INTO sweep (name, file, path, source, grid, job_count, numerics, version, created, finished,
                    done, diverged, failed)
                SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, max(finished), done, diverged, failed FROM sweep WHERE grid = ?
                """,
            arguments: [
                name, file, path, text, grid.hex, jobCount, numerics.number, version, created.timeIntervalSince1970,
                grid.hex,
            ]
        )
        let id = database.lastInsertedRowID
        for source in sources {
            try database.execute(
                sql: "INSERT INTO sweep_dataset (sweep, source, name, dataset, classes) VALUES (?, ?, ?, ?, ?)",
                arguments: [
                    id, source.source, source.summary.name, try source.summary.store(in: database),
                    try source.summary.classText,
                ]
            )
        }
    }

    static func fetchAll(from database: Database, _ path: String) throws -> [SweepRecord] {
        try Row.fetchAll(database, sql: "SELECT * FROM sweep ORDER BY id").map {
            try SweepRecord(row: $0, database, path)
        }
    }

    static func fetchLast(from database: Database, _ path: String) throws -> SweepRecord? {
        try Row.fetchOne(database, sql: "SELECT * FROM sweep ORDER BY id DESC LIMIT 1").map {
            try SweepRecord(row: $0, database, path)
        }
    }

    private init(row: Row, _ database: Database, _ path: String) throws {
        guard let grid = Digest(hex: row["grid"]) else {
            throw LedgerError.damaged(path, "a digest that is none")
        }
        let sql = """
            SELECT source, name, classes, dataset.* FROM sweep_dataset JOIN dataset ON dataset.id = dataset
            WHERE sweep = ? ORDER BY source
            """
        let sources = try Row.fetchAll(database, sql: sql, arguments: [row["id"] as Int64])
        self.init(
            name: row["name"],
            file: row["file"],
            path: row["path"],
            text: row["source"],
            grid: grid,
            jobCount: row["job_count"],
            numerics: NumericsRevision(row["numerics"]),
            version: row["version"],
            sources: try sources.map { Source(source: $0["source"], summary: try DatasetSummary(row: $0, path)) },
            created: Date(timeIntervalSince1970: row["created"])
        )
    }
}
