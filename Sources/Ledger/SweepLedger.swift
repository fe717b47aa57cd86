public import Experiments
internal import FoundationEssentials
internal import GRDB
internal import Glibc

/// The durable record of a sweep: one SQLite file of documented tables and views.
///
/// What `record` has returned for is on disk, whatever happens to the process or the machine afterwards. One process
/// writes; any number read at the same time, with this type or with any SQLite tool.
public struct SweepLedger: Sendable {
    /// The file's path, as errors name it.
    public let path: String
    /// The connections: one that writes and several that read, each reading a consistent state; a single one of a copy.
    let pool: any DatabaseWriter
    private let access: Access

    private enum Access {
        case writing, reading
    }

    /// Opens a ledger for writing; makes it where there is none.
    ///
    /// - Parameter onLocked: told now and then how long a call has been waiting for another program that keeps the
    ///   ledger locked.
    /// - Throws: `ledger.network-file-system`, `ledger.not-a-ledger`, `ledger.newer-schema` or what SQLite reports. The
    ///   file is left as it is then.
    public init(
        writing path: String,
        onLocked: @escaping @Sendable (Duration) -> Void = { _ in }
    ) throws(LetheError) {
        try self.init(writing: path, patience: LockPatience(onWait: onLocked))
    }

    init(writing path: String, patience: LockPatience) throws(LetheError) {
        try SweepLedger.refuseNetwork(path)
        self.path = path
        access = .writing
        pool = try LedgerError.translate(path) {
            let configuration = SweepLedger.writing(patience)
            if FileManager.default.fileExists(atPath: path) { try SweepLedger.inspect(path, configuration) }
            let pool = try DatabasePool(path: path, configuration: configuration)
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
        access = .reading
        pool = try LedgerError.translate(path) {
            let pool = try SweepLedger.openForReading(path)
            let version = try pool.read { try Int.fetchOne($0, sql: "PRAGMA user_version") }
            // An empty database is what a process left that died while it made the file.
            guard version != 0 else { throw LedgerError.missing(path) }
            guard version == Schema.version else { throw LedgerError.olderSchema(path) }
            return pool
        }
    }

    /// Closes every connection. What was written is a single plain file afterwards, which can be read without the right
    /// to write, unless others have it open.
    public func close() throws(LetheError) {
        try LedgerError.translate(path) {
            try pool.close()
            if access == .writing { try SweepLedger.foldLog(path) }
        }
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

    /// How often a closed ledger's other readers are waited for, ten milliseconds each.
    private static let partingTries = 20

    private static func configuration(readonly: Bool) -> Configuration {
        var configuration = Configuration()
        configuration.readonly = readonly
        configuration.busyMode = .timeout(patienceSeconds)
        configuration.label = "ledger"
        return configuration
    }

    private static func writing(_ patience: LockPatience) -> Configuration {
        var configuration = configuration(readonly: false)
        configuration.busyMode = .callback { patience.wait(after: $0) }
        return configuration
    }

    /// Opens a ledger in its place, or else a copy.
    private static func openForReading(_ path: String) throws -> any DatabaseWriter {
        do {
            let configuration = configuration(readonly: true)
            try inspect(path, configuration)
            return try DatabasePool(path: path, configuration: configuration)
        } catch let error as DatabaseError where [.SQLITE_CANTOPEN, .SQLITE_READONLY].contains(error.resultCode) {
            let copy = try LedgerCopy.open(of: path, configuration(readonly: false))
            try copy.read { try inspect($0, path) }
            return copy
        }
    }

    /// Takes the log of changes into the file. Readers keep it from that, and the next writer will do it then.
    private static func foldLog(_ path: String) throws {
        var configuration = configuration(readonly: false)
        configuration.busyMode = .immediateError
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        for _ in 0..<partingTries {
            let mode = try? queue.writeWithoutTransaction { database in
                try String.fetchOne(database, sql: "PRAGMA journal_mode = DELETE")
            }
            if mode == "delete" { break }
            usleep(10_000)
        }
        try queue.close()
    }

    /// Looks at a file without changing it: opening another program's database for writing would already alter it.
    private static func inspect(_ path: String, _ configuration: Configuration) throws {
        let kind = try? FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType
        guard kind != .typeDirectory else { throw LedgerError.foreign(path) }
        var configuration = configuration
        configuration.readonly = true
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        try queue.read { try inspect($0, path) }
        try queue.close()
    }

    private static func inspect(_ database: Database, _ path: String) throws {
        let application = try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0
        let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        let isEmpty = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema") == 0
        // A process that died while it made the file leaves an empty database.
        guard !(isEmpty && application == 0) else { return }
        guard application == Schema.applicationID else { throw LedgerError.foreign(path) }
        guard version <= Schema.version else { throw LedgerError.newerSchema(path, version: version) }
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
