internal import FoundationEssentials
internal import GRDB

/// The rows of workers within one transaction: a batch has many records of few workers.
struct WorkerRegister {
    private let database: Database
    private let find: Statement
    private let insert: Statement
    private var rows: [Key: Int64] = [:]

    private struct Key: Hashable {
        var name: String
        var host: String
    }

    init(_ database: Database) throws {
        self.database = database
        find = try database.cachedStatement(sql: "SELECT id FROM worker WHERE name = ? AND host = ?")
        insert = try database.cachedStatement(sql: "INSERT INTO worker (name, host, supervisor) VALUES (?, ?, ?)")
    }

    /// The row of a worker, made where there is none.
    mutating func row(of name: String, host: String, supervisor: String) throws -> Int64 {
        let key = Key(name: name, host: host)
        if let row = rows[key] { return row }
        let row: Int64
        if let known = try Int64.fetchOne(find, arguments: [name, host]) {
            row = known
        } else {
            try insert.execute(arguments: [name, host, supervisor])
            row = database.lastInsertedRowID
        }
        rows[key] = row
        return row
    }

    /// Takes note of a worker that came or went.
    mutating func note(_ record: WorkerRecord, at now: Date) throws {
        let row = try row(of: record.worker, host: record.host, supervisor: record.supervisor)
        let sql =
            switch record.change {
            case .joined: "UPDATE worker SET joined = ?, gone = NULL WHERE id = ?"
            case .left: "UPDATE worker SET gone = ? WHERE id = ?"
            }
        try database.cachedStatement(sql: sql).execute(arguments: [now.timeIntervalSince1970, row])
    }
}
