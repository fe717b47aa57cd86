import Experiments
import Foundation
import Hashing
import Ledger
import Testing

@testable import Reports

@Suite("The long tables")
struct TablesTests {
    private let run: TemporaryRun
    private let ledger: SweepLedger
    private let sweep = TablesSample.sweep

    init() throws {
        run = try TemporaryRun()
        ledger = try SweepLedger(writing: run.directory.ledger)
    }

    private func record(
        cell: Int,
        _ ending: AttemptRecord.Ending,
        number: Int = 1,
        cause: Attempt.Cause = .first,
        worker: String = "worker-1"
    ) throws {
        let experiment = sweep.grid.experiment(ofCell: cell)
        let attempt = TablesSample.attempt(experiment, ending, number: number, cause: cause, worker: worker)
        _ = try ledger.record([attempt], at: TablesSample.time)
    }

    private func write() throws {
        try Tables(of: sweep, in: ledger).write(to: run.directory)
    }

    private func text(_ path: String) throws -> String {
        try String(contentsOfFile: path, encoding: .utf8)
    }

    private func job(_ cell: Int) -> String {
        JobID(sweep.grid.experiment(ofCell: cell)).description
    }

    @Test("jobs.csv has a row per settled cell in grid order, whatever order the outcomes arrived in")
    func jobs() throws {
        // Cells: naive seed 0, naive seed 1, joint seed 0, joint seed 1, replay seed 0, replay seed 1.
        try record(cell: 4, .failed(Failure(reason: "no memory"), isFinal: true))
        try record(cell: 2, .delivered(TablesSample.joint))
        try record(cell: 0, .delivered(TablesSample.golden))
        try record(cell: 1, .delivered(TablesSample.diverged))
        try record(cell: 5, .lost(nil))
        try write()
        let expected = """
            job,strategy,replay.buffer,seed,status,average_accuracy,backward_transfer,forward_transfer,forgetting,\
            forgetting_nonnegative,learning_accuracy,intransigence,anytime_accuracy,min_accuracy,worst_case_accuracy,\
            diaz_accuracy,diaz_backward_transfer,remembering,negative_flip_rate,validation_accuracy,operations,\
            strategy_operations,strategy_bytes,stored_bytes,probe_operations
            \(job(0)),naive,,0,done,0.625,-0.25,0.125,0.25,0.25,0.75,0.125,0.6875,0.5,0.625,\
            0.6666666666666666,-0.25,0.75,0.25,0.5625,1000,10,20,30,24
            \(job(1)),naive,,1,diverged,,,,,,,,,,,,,,,,1000,0,0,0,0
            \(job(2)),joint,,0,done,0.875,0.0,0.25,0.0,0.0,0.875,0.0,0.875,0.875,0.875,0.875,0.0,1.0,0.0,,2000,0,0,0,0
            \(job(4)),replay,200,0,failed,,,,,,,,,,,,,,,,,,,,

            """
        #expect(try text(run.directory.jobsTable) == expected)
    }

    @Test("accuracy.csv has both matrices, and of a diverged job the rows before")
    func accuracy() throws {
        try record(cell: 1, .delivered(TablesSample.diverged))
        try record(cell: 0, .delivered(TablesSample.golden))
        try record(cell: 4, .failed(Failure(reason: "no memory"), isFinal: true))
        try write()
        let expected = """
            job,after,position,task,accuracy,loss
            \(job(0)),0,1,1,0.125,2.5
            \(job(0)),0,2,0,0.125,2.25
            \(job(0)),1,1,1,0.75,1e-05
            \(job(0)),1,2,0,0.25,2.0
            \(job(0)),2,1,1,0.5,1.0
            \(job(0)),2,2,0,0.75,0.1
            \(job(1)),0,1,1,0.125,2.5
            \(job(1)),0,2,0,0.125,2.25

            """
        #expect(try text(run.directory.accuracyTable) == expected)
    }

    @Test("costs.csv has a row per attempt; what a lost one consumed is empty")
    func costs() throws {
        try record(cell: 1, .delivered(TablesSample.golden))
        try record(cell: 0, .lost(nil))
        try record(cell: 0, .delivered(TablesSample.golden), number: 2, cause: .retry, worker: "a,\"b\"\n")
        try write()
        let expected = """
            job,attempt,cause,end,worker,host,started,wall_seconds,cpu_seconds,peak_memory_bytes,operations
            \(job(0)),1,first,lost,worker-1,here,2023-11-14T22:13:20.500Z,,,,
            \(job(0)),2,retry,done,"a,""b""
            ",here,2023-11-14T22:13:20.500Z,1.5,0.001,1048576,900
            \(job(1)),1,first,done,worker-1,here,2023-11-14T22:13:20.500Z,1.5,0.001,1048576,900

            """
        #expect(try text(run.directory.costsTable) == expected)
    }

    @Test("a metric without a reference or for one task is an empty cell")
    func undefinedMetrics() throws {
        try record(cell: 0, .delivered(TablesSample.single))
        try write()
        let row = try #require(try text(run.directory.jobsTable).split(separator: "\n").last)
        #expect(row == "\(job(0)),naive,,0,done,0.5,,,,,0.5,,0.5,,,0.5,,,,,7,0,0,0,0")
    }

    @Test("a grid longer than a batch is written whole and in order")
    func manyCells() throws {
        let seeds = Axis(try #require(Field.axis(named: "seed")), levels: (0..<700).map { .init(.integer($0)) })
        let grid = try #require(Grid(base: TablesSample.base, axes: [seeds]))
        let sweep = Sweep(name: "long", grid: grid, datasets: [])
        let attempts = (0..<700).reversed().map { cell in
            TablesSample.attempt(grid.experiment(ofCell: cell), .delivered(TablesSample.golden))
        }
        _ = try ledger.record(attempts, at: TablesSample.time)
        try Tables(of: sweep, in: ledger).write(to: run.directory)
        let rows = try text(run.directory.jobsTable).split(separator: "\n").dropFirst()
        #expect(rows.map { $0.split(separator: ",")[1] } == (0..<700).map { Substring(String($0)) })
        #expect(try text(run.directory.accuracyTable).split(separator: "\n").count == 1 + 700 * 6)
    }

    @Test("a table is replaced as a whole and nothing is left beside it")
    func replacement() throws {
        try Data("the former table".utf8).write(to: URL(filePath: run.directory.jobsTable))
        try record(cell: 0, .delivered(TablesSample.golden))
        try write()
        #expect(try text(run.directory.jobsTable).hasPrefix("job,strategy"))
        let names = try FileManager.default.contentsOfDirectory(atPath: run.directory.path)
        #expect(
            Set(names).subtracting(["ledger.sqlite", "ledger.sqlite-wal", "ledger.sqlite-shm"])
                == ["jobs.csv", "accuracy.csv", "costs.csv"]
        )
    }

    @Test("a table that cannot be put in its place is an error that names it, and leaves nothing behind")
    func unwritable() throws {
        // A directory that is not empty stands where the table should.
        try FileManager.default.createDirectory(
            atPath: run.directory.jobsTable + "/inner",
            withIntermediateDirectories: true
        )
        let error = #expect(throws: LetheError.self) { try write() }
        #expect(error?.code == "tables.unwritable")
        #expect(error?.message.contains("jobs.csv") == true)
        let gone = Tables(of: sweep, in: ledger)
        #expect(throws: LetheError.self) { try gone.write(to: RunDirectory(run.directory.path + "/missing")) }
        let names = try FileManager.default.contentsOfDirectory(atPath: run.directory.path)
        #expect(!names.contains { $0.hasSuffix(".partial") })
    }
}
