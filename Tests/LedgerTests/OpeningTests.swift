import Experiments
import Foundation
import GRDB
import Testing

@testable import Ledger

@Suite("Opening a ledger")
struct OpeningTests {
    private let directory: TemporaryDirectory
    private var path: String { directory.file("ledger.sqlite") }

    init() throws {
        directory = try TemporaryDirectory()
    }

    /// The code of the error with which a ledger is refused, for writing and for reading.
    private func refusals() -> [String?] {
        [code { _ = try SweepLedger(writing: path) }, code { _ = try SweepLedger(reading: path) }]
    }

    private func code(of body: () throws -> Void) -> String? {
        do {
            try body()
            return nil
        } catch {
            guard let error = error as? LetheError else { return "\(error)" }
            #expect(error.message.contains(path))
            return error.code
        }
    }

    private func makeLedger(jobCount: Int = 1) throws {
        let ledger = try SweepLedger(writing: path)
        _ = try ledger.record((0..<jobCount).map { Sample.attempt(seed: $0) }, at: Sample.noon)
        try ledger.close()
    }

    @Test("commits wait for the disk")
    func durability() throws {
        let ledger = try SweepLedger(writing: path)
        let settings = try ledger.write { database in
            [
                try String.fetchOne(database, sql: "PRAGMA journal_mode"),
                try String.fetchOne(database, sql: "PRAGMA synchronous"),
                try String.fetchOne(database, sql: "PRAGMA foreign_keys"),
            ]
        }
        #expect(settings == ["wal", "2", "1"])
    }

    @Test("the file says whose it is and of which version")
    func header() throws {
        try makeLedger()
        let bytes = try Data(contentsOf: URL(filePath: path))
        // Versions 1 of reading and writing: without a log of changes, which only a writer may open.
        #expect(Array(bytes[18..<20]) == [1, 1])
        #expect(bytes[68..<72] == Data("Leth".utf8))
        #expect(Array(bytes[60..<64]) == [0, 0, 0, UInt8(Schema.version)])
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path) == ["ledger.sqlite"])
    }

    @Test("a missing ledger is made for writing and an error for reading")
    func missing() throws {
        #expect(code { _ = try SweepLedger(reading: path) } == "ledger.missing")
        #expect(code { _ = try SweepLedger(writing: path) } == nil)
        #expect(code { _ = try SweepLedger(reading: path) } == nil)
    }

    @Test("a newer schema is refused and left alone")
    func newerSchema() throws {
        try makeLedger()
        let queue = try DatabaseQueue(path: path)
        try queue.write { try $0.execute(sql: "PRAGMA user_version = \(Schema.version + 1)") }
        try queue.close()
        let before = try Data(contentsOf: URL(filePath: path))
        #expect(refusals() == ["ledger.newer-schema", "ledger.newer-schema"])
        #expect(try Data(contentsOf: URL(filePath: path)) == before)
    }

    @Test("a ledger of the first version is brought up to date for writing, and refused for reading until then")
    func olderSchema() throws {
        let queue = try DatabaseQueue(path: path)
        try queue.write {
            try $0.execute(sql: Schema.migrations[0])
            try $0.execute(sql: "PRAGMA application_id = \(Schema.applicationID); PRAGMA user_version = 1")
        }
        try queue.close()
        #expect(code { _ = try SweepLedger(reading: path) } == "ledger.older-schema")
        #expect(code { _ = try SweepLedger(writing: path) } == nil)
        let columns = try SweepLedger(reading: path).read { try $0.columns(in: "outcome").map(\.name) }
        #expect(columns.contains("validation_accuracy") && columns.contains("strategy_operations"))
        let sources = try SweepLedger(reading: path).read { try $0.columns(in: "sweep_dataset").map(\.name) }
        #expect(sources.contains("classes"))
    }

    @Test("another program's database is refused and left alone")
    func foreign() throws {
        let queue = try DatabaseQueue(path: path)
        try queue.write { try $0.execute(sql: "CREATE TABLE theirs (x); PRAGMA application_id = 7") }
        try queue.close()
        let before = try Data(contentsOf: URL(filePath: path))
        #expect(refusals() == ["ledger.not-a-ledger", "ledger.not-a-ledger"])
        #expect(try Data(contentsOf: URL(filePath: path)) == before)
    }

    @Test("garbage is refused and left alone", arguments: ["short", String(repeating: "no database ", count: 4000)])
    func garbage(text: String) throws {
        try Data(text.utf8).write(to: URL(filePath: path))
        #expect(refusals() == ["ledger.not-a-ledger", "ledger.not-a-ledger"])
        #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
    }

    @Test("what a process left that died while it made the file is taken over")
    func emptyFile() throws {
        try Data().write(to: URL(filePath: path))
        try makeLedger()
        #expect(try SweepLedger(reading: path).counts() == [.done: 1])
    }

    @Test("a directory in the ledger's place is refused")
    func directoryInPlace() throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        #expect(refusals() == ["ledger.not-a-ledger", "ledger.not-a-ledger"])
    }

    @Test("a file cut off anywhere is an error or reads in full, and never a crash")
    func truncation() throws {
        try makeLedger(jobCount: 200)
        let whole = try Data(contentsOf: URL(filePath: path))
        var refused = 0
        for length in stride(from: 1, to: whole.count, by: 2048 + 7) {
            try whole.prefix(length).write(to: URL(filePath: path))
            let error = code {
                let ledger = try SweepLedger(reading: path)
                let jobs = (0..<200).map(Sample.job)
                #expect(try ledger.results(of: jobs).count == 200)
                #expect(try ledger.states().count == 200)
            }
            #expect([nil, "ledger.missing", "ledger.corrupt", "ledger.not-a-ledger"].contains(error))
            if error != nil { refused += 1 }
        }
        #expect(refused > 10)
    }

    @Test("what this build writes, it opens again unchanged; views follow the build")
    func reopening() throws {
        try makeLedger()
        let queue = try DatabaseQueue(path: path)
        try queue.write { try $0.execute(sql: "DROP VIEW costs; CREATE VIEW costs AS SELECT 1 AS old") }
        try queue.close()
        let ledger = try SweepLedger(writing: path)
        #expect(try ledger.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM costs WHERE cause = 'first'") } == 1)
        // A view that is made anew gets another row.
        let schema = "SELECT group_concat(rowid || sql) FROM sqlite_schema"
        let before = try ledger.read { try String.fetchOne($0, sql: schema) }
        try ledger.close()
        let again = try SweepLedger(writing: path)
        #expect(try again.read { try String.fetchOne($0, sql: schema) } == before)
    }

    @Test("a reader sees consistent states while a writer writes")
    func concurrentReader() async throws {
        let writer = try SweepLedger(writing: path)
        let reader = try SweepLedger(reading: path)
        let batches = 40
        @concurrent func watch() async throws -> [Int] {
            var counts: [Int] = []
            while counts.last != batches * 10, !Task.isCancelled {
                let done = try reader.counts()[.done] ?? 0
                if counts.last != done { counts.append(done) }
            }
            return counts
        }
        async let seen = watch()
        for batch in 0..<batches {
            _ = try writer.record((0..<10).map { Sample.attempt(seed: batch * 10 + $0) }, at: Sample.noon)
        }
        #expect(try await seen.allSatisfy { $0 % 10 == 0 })
    }
}
