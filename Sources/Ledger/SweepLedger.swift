public import Experiments
internal import FoundationEssentials
internal import GRDB

/// The durable record of a sweep: one SQLite file of documented tables and views.
///
/// What `record` has returned for is on disk, whatever happens to the process or the machine afterwards. One process
/// writes; any number read at the same time, with this type or with any SQLite tool.
public struct SweepLedger: Sendable {
    /// The file's path, as errors name it.
    public let path: String
    /// The connections: one that writes and several that read, each reading a consistent state.
    let pool: DatabasePool

    /// Opens a ledger for writing; makes it where there is none.
    ///
    /// - Throws: `ledger.network-file-system`, `ledger.not-a-ledger`, `ledger.newer-schema` or what SQLite reports. The
    ///   file is left as it is then.
    public init(writing path: String) throws(LetheError) {
        try SweepLedger.refuseNetwork(path)
        self.path = path
        pool = try LedgerError.translate(path) {
            if FileManager.default.fileExists(atPath: path) { try SweepLedger.inspect(path) }
            let pool = try DatabasePool(path: path, configuration: SweepLedger.configuration(readonly: false))
            try pool.write { try Schema.migrate($0) }
            // GRDB lowers this to NORMAL when it enters WAL, after any `prepareDatabase`, so it is set here and read
            // back.
            try pool.writeWithoutTransaction { database in
                try database.execute(sql: "PRAGMA synchronous = FULL")
                guard try Int.fetchOne(database, sql: "PRAGMA synchronous") == 2 else {
                    throw LedgerError.notDurable(path)
                }
            }
            return pool
        }
    }

    /// Opens an existing ledger for reading, while another process may be writing it.
    public init(reading path: String) throws(LetheError) {
        guard FileManager.default.fileExists(atPath: path) else { throw LedgerError.missing(path) }
        self.path = path
        pool = try LedgerError.translate(path) {
            try SweepLedger.inspect(path)
            let pool = try DatabasePool(path: path, configuration: SweepLedger.configuration(readonly: true))
            let version = try pool.read { try Int.fetchOne($0, sql: "PRAGMA user_version") }
            // An empty database is what a process left that died while it made the file.
            guard version != 0 else { throw LedgerError.missing(path) }
            guard version == Schema.version else { throw LedgerError.olderSchema(path) }
            return pool
        }
    }

    /// Closes every connection; afterwards the ledger is a single file unless others have it open.
    public func close() throws(LetheError) {
        try LedgerError.translate(path) { try pool.close() }
    }

    /// One transaction: all of it is on disk when this returns, or none of it if this throws.
    func write<Result>(_ body: (Database) throws -> Result) throws(LetheError) -> Result {
        try LedgerError.translate(path) { try pool.write(body) }
    }

    /// Reads one consistent state.
    func read<Result>(_ body: (Database) throws -> Result) throws(LetheError) -> Result {
        try LedgerError.translate(path) { try pool.read(body) }
    }
}

extension SweepLedger {
    /// How long a connection waits for another process that writes, or that recovers after a crash.
    private static let patienceSeconds = 10.0

    private static func configuration(readonly: Bool) -> Configuration {
        var configuration = Configuration()
        configuration.readonly = readonly
        configuration.busyMode = .timeout(patienceSeconds)
        configuration.label = "ledger"
        return configuration
    }

    /// Looks at a file without changing it: opening another program's database for writing would already alter it.
    private static func inspect(_ path: String) throws {
        let kind = try? FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType
        guard kind != .typeDirectory else { throw LedgerError.foreign(path) }
        let queue = try DatabaseQueue(path: path, configuration: configuration(readonly: true))
        try queue.read { database in
            let application = try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0
            let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
            let isEmpty = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema") == 0
            // A process that died while it made the file leaves an empty database.
            guard !(isEmpty && application == 0) else { return }
            guard application == Schema.applicationID else { throw LedgerError.foreign(path) }
            guard version <= Schema.version else { throw LedgerError.newerSchema(path, version: version) }
        }
        try queue.close()
    }

    private static func refuseNetwork(_ path: String) throws(LetheError) {
        // Where the kernel lists no mounts there is nothing to go by.
        guard let mounts = try? String(contentsOfFile: "/proc/self/mountinfo", encoding: .utf8) else { return }
        let folder = URL(filePath: path).deletingLastPathComponent().resolvingSymlinksInPath().path
        if let kind = MountTable(mounts).networkFileSystem(of: folder) {
            throw LedgerError.network(path, kind: kind)
        }
    }
}
