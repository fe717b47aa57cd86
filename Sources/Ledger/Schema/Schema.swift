internal import Experiments
internal import GRDB

/// What makes an SQLite file a ledger: its application id, its version and the steps that lead there.
enum Schema {
    /// `Leth` in ASCII; stands in the file's header, where `file` and SQLite find it.
    static let applicationID = 0x4C65_7468

    /// Steps from each version to the next. A step that was once released never changes: new ones are added below.
    static let migrations: [String] = [firstVersion, secondVersion, thirdVersion, fourthVersion]

    /// The version that this build reads and writes; the file's `user_version`.
    static var version: Int { migrations.count }

    /// Brings a new or older file to this build's version, all in the caller's transaction.
    static func migrate(_ database: Database) throws {
        let found = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        for step in migrations.dropFirst(found) {
            try database.execute(sql: step)
        }
        if found < version {
            try database.execute(sql: "PRAGMA application_id = \(applicationID); PRAGMA user_version = \(version)")
        }
        try replaceViews(database)
    }

    /// Views hold nothing, so they follow the build that writes: one whose text differs is made anew.
    private static func replaceViews(_ database: Database) throws {
        for view in View.all {
            let written = try String.fetchOne(
                database,
                sql: "SELECT sql FROM sqlite_schema WHERE type = 'view' AND name = ?",
                arguments: [view.name]
            )
            guard written != view.sql else { continue }
            try database.execute(sql: "DROP VIEW IF EXISTS \(view.name)")
            try database.execute(sql: view.sql)
        }
    }
}
