import Experiments
import Foundation
import GRDB
import Hashing
import Testing

@testable import Ledger

/// The ledger as other programs see it: through SQLite alone.
@Suite("The views of a ledger")
struct ViewTests {
    private let directory: TemporaryDirectory
    private let database: DatabaseQueue

    init() throws {
        directory = try TemporaryDirectory()
        let ledger = try SweepLedger(writing: directory.file("ledger.sqlite"))
        try ledger.begin(Sample.sweep()) { _ in true }
        let lost = Failure(reason: "killed by signal 9", signal: 9, logLines: ["last words"])
        _ = try ledger.record(
            [
                Sample.attempt(seed: 1, ending: .lost(lost)),
                Sample.attempt(seed: 1, number: 2, cause: .retry),
                Sample.attempt(seed: 2, ending: .delivered(Sample.divergedOutcome(seed: 2))),
                Sample.attempt(seed: 3, ending: .failed(Failure(reason: "no", exitCode: 1), isFinal: true)),
                ViewTests.variedAttempt,
            ],
            at: Sample.noon
        )
        try ledger.record(
            LedgerEvent(at: Sample.noon, kind: .workerQuarantined, worker: "w", message: "its bits differ")
        )
        database = try DatabaseQueue(path: directory.file("ledger.sqlite"))
    }

    /// A setting of every kind that differs from its default, with a variant's own.
    private static let varied: Experiment = {
        var experiment = Sample.experiment(seed: 7)
        experiment.ordering = Ordering([2, 0, 1]) ?? experiment.ordering
        experiment.model.hidden = [64, 32]
        experiment.training.learningRate = 0.1
        experiment.stream.seed = 5
        experiment.strategy = Variant("ewc", [.init("lambda", .number(100)), .init("mode", .text("online"))])
        return experiment
    }()

    private static let variedAttempt = AttemptRecord(
        Attempt(job: JobID(varied), id: AttemptID(1), cause: .first),
        experiment: varied.canonical,
        ending: .delivered(Sample.outcome(seed: 7)),
        worker: "worker-1",
        host: "here",
        started: Sample.noon,
        cost: Sample.cost
    )

    private func rows(_ sql: String, _ arguments: StatementArguments = []) throws -> [Row] {
        try database.read { try Row.fetchAll($0, sql: sql, arguments: arguments) }
    }

    private func names(of kind: String) throws -> [String] {
        try database.read {
            try String.fetchAll(
                $0,
                sql: "SELECT name FROM sqlite_schema WHERE type = ? ORDER BY name",
                arguments: [kind]
            )
        }
    }

    @Test("the view of jobs has every setting, written or default")
    func settings() throws {
        let varied = try #require(
            try rows("SELECT * FROM jobs WHERE job = ?", [JobID(Self.varied).description]).first
        )
        #expect(varied["dataset"] == Sample.data.hex)
        #expect(varied["hidden"] == "64x32")
        #expect(varied["learning_rate"] == 0.1)
        #expect(varied["ordering"] == "2-0-1")
        #expect(varied["count"] == 3)
        #expect(varied["stream_seed"] == 5)
        #expect(varied["seed"] == 7)
        #expect(varied["strategy"] == "ewc")
        #expect(varied["batch_size"] == 32)
        #expect(varied["activation"] == "relu")
        #expect(varied["max_angle"] == 90.0)
        let own = """
            SELECT settings ->> '$."strategy.lambda"' AS lambda, settings ->> '$."strategy.mode"' AS mode FROM jobs
            WHERE strategy = 'ewc'
            """
        let variant = try #require(try rows(own).first)
        #expect(variant["lambda"] == "100")
        #expect(variant["mode"] == "online")
        let columns = Set(varied.columnNames)
        #expect(Field.all.allSatisfy { columns.contains($0.name) })
    }

    @Test("the view of jobs has every metric but the one that compares two jobs")
    func metrics() throws {
        let row = try #require(try rows("SELECT * FROM jobs WHERE seed = 1").first)
        #expect(row["status"] == "done")
        #expect(row["last_attempt"] == 2)
        for metric in Metric.allCases where metric != .intransigence {
            #expect(row[metric.rawValue] == Sample.outcome(seed: 1).value(of: metric))
        }
        let diverged = try #require(try rows("SELECT * FROM jobs WHERE seed = 2").first)
        #expect(diverged["status"] == "diverged")
        #expect(diverged["diverged_step"] == 17)
        #expect(diverged["forgetting"] == nil)
        let failed = try #require(try rows("SELECT * FROM jobs WHERE seed = 3").first)
        #expect(failed["status"] == "failed")
        #expect(failed["operations"] == nil)
    }

    @Test("the view of accuracies is both matrices, with tasks by their number in the stream")
    func accuracies() throws {
        let outcome = Sample.outcome(seed: 7)
        let found = try rows(
            "SELECT * FROM accuracy WHERE job = ? ORDER BY after, position",
            [JobID(Self.varied).description]
        )
        #expect(found.count == 12)
        for (index, row) in found.enumerated() {
            let (after, position) = (index / 3, index % 3 + 1)
            #expect(row["after"] == after)
            #expect(row["position"] == position)
            #expect(row["task"] == [2, 0, 1][position - 1])
            // SQLite's own reading of a number may differ from Swift's in the last bit.
            #expect(abs((row["accuracy"] as Double) - outcome.accuracy[after, position]) < 1e-12)
            #expect(abs((row["loss"] as Double) - outcome.loss[after, position]) < 1e-12)
        }
        #expect(try rows("SELECT * FROM accuracy WHERE job = ?", [Sample.job(seed: 2).description]).count == 6)
    }

    @Test("withdrawn outcomes vanish from the views and stay in the table")
    func withdrawn() throws {
        let ledger = try SweepLedger(writing: directory.file("ledger.sqlite"))
        _ = try ledger.withdraw(resultsOf: "worker-1", reason: "it computes wrong", at: Sample.noon)
        #expect(try rows("SELECT * FROM accuracy").isEmpty)
        #expect(try rows("SELECT * FROM jobs WHERE forgetting IS NOT NULL").isEmpty)
        #expect(try rows("SELECT * FROM outcome WHERE withdrawn IS NOT NULL").count == 3)
    }

    @Test("costs, failures and events read as documented")
    func others() throws {
        let cost = try #require(try rows("SELECT * FROM costs WHERE cause = 'retry'").first)
        #expect(cost["started"] == "2023-11-14T22:13:20.000Z")
        #expect(cost["cpu_seconds"] == 1.25)
        let failures = try rows("SELECT * FROM failures ORDER BY job = ? DESC", [Sample.job(seed: 1).description])
        #expect(failures.map { $0["end"] as String } == ["lost", "failed"])
        #expect(failures[0]["log"] == "last words")
        #expect(try rows("SELECT * FROM events").first?["kind"] == "worker-quarantined")
    }

    @Test("a metric that is added needs a step of the schema")
    func storedMetrics() throws {
        let columns = try rows("SELECT name FROM pragma_table_info('outcome')").map { $0["name"] as String }
        #expect(Metric.stored.allSatisfy { columns.contains($0.rawValue) })
    }

    @Test("a job's outcome counts once, by the schema itself")
    func countedOnce() throws {
        #expect(throws: DatabaseError.self) {
            try database.write { database in
                try database.execute(
                    sql: """
                        INSERT INTO outcome (job, attempt, task_count, accuracy, loss, operations, probe_operations)
                        SELECT job, attempt, task_count, accuracy, loss, operations, probe_operations
                        FROM outcome LIMIT 1
                        """
                )
            }
        }
    }

    private static let document =
        (try? String(
            contentsOf: URL(filePath: #filePath).appending(path: "../../../docs/ledger.md").standardized,
            encoding: .utf8
        )) ?? ""

    @Test("the queries of the document run and find something")
    func documentedQueries() throws {
        let queries = Self.document.components(separatedBy: "```sql\n").dropFirst().map {
            $0.components(separatedBy: "```")[0]
        }
        #expect(queries.count == 3)
        for query in queries {
            #expect(try !rows(query).isEmpty, "\(query)")
        }
    }

    @Test("the document names every table, view and column")
    func documentedNames() throws {
        var missing: [String] = []
        for name in try names(of: "table") + names(of: "view") {
            let columns = try rows("SELECT name FROM pragma_table_info(?)", [name]).map { $0["name"] as String }
            missing += ([name] + columns).filter { !Self.document.contains("`\($0)`") }
        }
        #expect(missing.isEmpty)
    }
}
