import Experiments
import Foundation
import GRDB
import Synchronization
import Testing

@testable import Ledger

/// Faults while a batch is written: afterwards all of it is there or none of it, and the file is whole.
@Suite("A ledger under faults")
struct FaultTests {
    private let directory: TemporaryDirectory
    private var path: String { directory.file("ledger.sqlite") }

    private static let before = (0..<5).map { Sample.attempt(seed: $0) }
    /// Enough for several pages.
    private static let batch = (5..<25).map { Sample.attempt(seed: $0) }

    init() throws {
        directory = try TemporaryDirectory()
    }

    /// Opens the file as the next process would and demands whole batches.
    private func check(counts allowed: [Int]) throws {
        let ledger = try SweepLedger(writing: path)
        let problems = try ledger.read { database in
            try String.fetchAll(database, sql: "PRAGMA integrity_check")
                + Row.fetchAll(database, sql: "PRAGMA foreign_key_check").map(\.description)
        }
        #expect(problems == ["ok"])
        let done = try ledger.counts()[.done] ?? 0
        #expect(allowed.contains(done))
        let results = try ledger.results(of: (0..<25).map(Sample.job))
        #expect(results.count == done)
        #expect(
            results.allSatisfy { job, result in
                (0..<25).contains { Sample.job(seed: $0) == job && result.outcome == Sample.outcome(seed: $0) }
            }
        )
        // And the same batch can be handed in again.
        _ = try ledger.record(Self.batch, at: Sample.noon)
        #expect(try ledger.counts()[.done] == 25)
        try ledger.close()
    }

    /// Dies without a word at the nth row that is written.
    private final class Killer: TransactionObserver {
        private var remaining: Int

        init(atRow number: Int) { remaining = number }

        func observes(eventsOfKind eventKind: DatabaseEventKind) -> Bool { true }

        func databaseDidChange(with event: DatabaseEvent) {
            remaining -= 1
            if remaining == 0 { kill(getpid(), SIGKILL) }
        }

        func databaseDidCommit(_ database: Database) {}
        func databaseDidRollback(_ database: Database) {}
    }

    @Test("killed at a row of a batch, it holds none of the batch", arguments: [1, 2, 3, 20, 39, 40])
    func killedWhileWriting(row: Int) async throws {
        await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String, row = row as Int] in
            let ledger = try SweepLedger(writing: path)
            _ = try ledger.record(FaultTests.before, at: Sample.noon)
            ledger.pool.add(transactionObserver: Killer(atRow: row), extent: .databaseLifetime)
            _ = try ledger.record(FaultTests.batch, at: Sample.noon)
        }
        try check(counts: [5])
    }

    @Test("killed after it said so, it holds the batch")
    func killedAfterCommit() async throws {
        await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
            let ledger = try SweepLedger(writing: path)
            _ = try ledger.record(FaultTests.before, at: Sample.noon)
            _ = try ledger.record(FaultTests.batch, at: Sample.noon)
            kill(getpid(), SIGKILL)
        }
        try check(counts: [25])
    }

    @Test("the nth page that cannot be written is an error that names the file, and costs at most the batch")
    func failingWrites() async throws {
        // Files of this process may not grow beyond a limit that rises page by page until the batch fits.
        await #expect(processExitsWith: .success) { [path = path as String] in
            signal(SIGXFSZ, SIG_IGN)
            var failures = 0
            for page in 0..<200 {
                let file = path + "-\(page)"
                let ledger = try SweepLedger(writing: file)
                _ = try ledger.record(FaultTests.before, at: Sample.noon)
                let size = try FileManager.default.attributesOfItem(atPath: file + "-wal")[.size] as? Int ?? 0
                setFileSizeLimit(size + page * 4096)
                var error: LetheError?
                do throws(LetheError) { _ = try ledger.record(FaultTests.batch, at: Sample.noon) } catch let caught {
                    error = caught
                }
                let counted = try ledger.counts()[.done]
                setFileSizeLimit(nil)
                guard let error else {
                    try #require(counted == 25 && failures > 5)
                    return
                }
                try #require(error.code == "ledger.io" && error.message.contains(file))
                try #require(counted == 5)
                // The disk has room again: the same connection goes on.
                _ = try ledger.record(FaultTests.batch, at: Sample.noon)
                try #require(try ledger.counts()[.done] == 25)
                failures += 1
            }
            Issue.record("the batch never fitted")
        }
    }

    @Test("a full disk is an error that names the file, and costs at most the batch")
    func fullDisk() throws {
        let ledger = try SweepLedger(writing: path)
        _ = try ledger.record(Self.before, at: Sample.noon)
        var failures = 0
        for extra in 0... {
            let pages = try ledger.pool.writeWithoutTransaction { database in
                let count = try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0
                return try Int.fetchOne(database, sql: "PRAGMA max_page_count = \(count + extra)")
            }
            #expect(pages != nil)
            do throws(LetheError) {
                _ = try ledger.record(Self.batch, at: Sample.noon)
                break
            } catch {
                #expect(error.code == "ledger.disk-full")
                #expect(error.message.contains(path))
                #expect(try ledger.counts()[.done] == 5)
                failures += 1
            }
        }
        #expect(failures > 2)
        try ledger.close()
        try check(counts: [25])
    }

    @Test("a ledger that another program keeps locked is an error that says so, and then works again")
    func locked() throws {
        let ledger = try SweepLedger(writing: path)
        _ = try ledger.record(Self.before, at: Sample.noon)
        // Out of patience at once.
        try ledger.pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA busy_timeout = 0") }
        let other = try DatabaseQueue(path: path)
        try other.writeWithoutTransaction { database in
            try database.execute(sql: "BEGIN IMMEDIATE")
            let error = #expect(throws: LetheError.self) { _ = try ledger.record(Self.batch, at: Sample.noon) }
            #expect(error?.code == "ledger.busy")
            #expect(try SweepLedger(reading: path).counts()[.done] == 5)
            try database.execute(sql: "ROLLBACK")
        }
        _ = try ledger.record(Self.batch, at: Sample.noon)
        #expect(try ledger.counts()[.done] == 25)
    }

    @Test("a ledger that another program keeps locked for long is waited for, with a word now and then")
    func lockedForLong() throws {
        _ = try SweepLedger(writing: path).record(Self.before, at: Sample.noon)
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        let other = try DatabaseQueue(path: path, configuration: configuration)
        try other.writeWithoutTransaction { try $0.execute(sql: "BEGIN EXCLUSIVE") }
        let waits = Mutex<[Duration]>([])
        var patience = LockPatience(interval: .milliseconds(40)) { wait in
            waits.withLock { $0.append(wait) }
            // The viewer is closed at the third word.
            guard wait >= .milliseconds(120) else { return }
            try? other.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
        }
        let ledger = try SweepLedger(writing: path, patience: patience)
        _ = try ledger.record(Self.batch, at: Sample.noon)
        #expect(try ledger.counts()[.done] == 25)
        #expect(waits.withLock(\.self) == [40, 80, 120].map(Duration.milliseconds))

        patience.warnings = 2
        patience.onWait = { _ in }
        let impatient = try SweepLedger(writing: path, patience: patience)
        try other.writeWithoutTransaction { try $0.execute(sql: "BEGIN EXCLUSIVE") }
        let error = #expect(throws: LetheError.self) { _ = try impatient.record(Self.batch, at: Sample.noon) }
        #expect(error?.code == "ledger.busy")
    }

    @Test("a directory without write permission is an error for writing that says so, and none for reading")
    func readOnlyDirectory() async throws {
        let ledger = try SweepLedger(writing: path)
        _ = try ledger.record(Self.before, at: Sample.noon)
        try ledger.close()
        try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: directory.path)
        await #expect(processExitsWith: .success) { [path = path as String] in
            try #require(geteuid() != 0 || seteuid(65534) == 0)
            let writing = #expect(throws: LetheError.self) { _ = try SweepLedger(writing: path) }
            #expect(writing?.code == "ledger.read-only")
            #expect(writing?.message.contains(path) == true)
            #expect(try SweepLedger(reading: path).counts()[.done] == 5)
        }
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: directory.path)
        try check(counts: [5])
    }
}

/// Limits the size of this process' files, or lifts the limit.
private func setFileSizeLimit(_ bytes: Int?) {
    var limit = rlimit()
    unsafe getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
    limit.rlim_cur = bytes.map { rlim_t($0) } ?? limit.rlim_max
    unsafe setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
}
