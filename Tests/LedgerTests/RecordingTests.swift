import Experiments
import Foundation
import Testing

@testable import Ledger

@Suite("Recording attempts")
struct RecordingTests {
    private let directory: TemporaryDirectory
    private let ledger: SweepLedger

    init() throws {
        directory = try TemporaryDirectory()
        ledger = try SweepLedger(writing: directory.file("ledger.sqlite"))
    }

    private func record(_ attempts: AttemptRecord...) throws -> [Verdict] {
        try ledger.record(attempts, at: Sample.noon)
    }

    private func result(seed: Int) throws -> JobResult? {
        try ledger.results(of: [Sample.job(seed: seed)])[Sample.job(seed: seed)]
    }

    @Test("an outcome is read back bit for bit")
    func roundTrip() throws {
        #expect(try record(Sample.attempt(seed: 1), Sample.attempt(seed: 2)) == [.counted, .counted])
        for seed in 1...2 {
            let result = try #require(try result(seed: seed))
            #expect(result.status == .done)
            #expect(result.outcome?.digest == Sample.outcome(seed: seed).digest)
            #expect(result.outcome == Sample.outcome(seed: seed))
        }
        #expect(try result(seed: 3) == nil)
        #expect(try ledger.counts() == [.done: 2])
    }

    @Test("a diverged job keeps its rows and its step")
    func divergence() throws {
        let outcome = Sample.divergedOutcome(seed: 4)
        #expect(try record(Sample.attempt(seed: 4, ending: .delivered(outcome))) == [.counted])
        #expect(try result(seed: 4) == JobResult(status: .diverged, outcome: outcome))
        #expect(try ledger.attempts(of: [Sample.job(seed: 4)])[Sample.job(seed: 4)]?.map(\.end) == [.diverged])
    }

    @Test("an attempt that is handed in again changes nothing, in the same batch or later")
    func repetition() throws {
        #expect(try record(Sample.attempt(seed: 1), Sample.attempt(seed: 1)) == [.counted, .repeated])
        #expect(try record(Sample.attempt(seed: 1)) == [.repeated])
        #expect(try ledger.attempts(of: [Sample.job(seed: 1)])[Sample.job(seed: 1)]?.count == 1)
        #expect(try ledger.events().isEmpty)
    }

    @Test("a second attempt's outcome is discarded, and a difference is an event")
    func duplicates() throws {
        _ = try record(Sample.attempt(seed: 1))
        let same = Sample.attempt(seed: 1, number: 2, cause: .duplicate)
        #expect(try record(same) == [.discarded(agrees: true)])
        #expect(try ledger.events().isEmpty)

        var wrong = Sample.outcome(seed: 1)
        wrong.operations += 1
        let other = Sample.attempt(seed: 1, number: 3, cause: .audit, ending: .delivered(wrong), worker: "worker-9")
        #expect(try record(other) == [.discarded(agrees: false)])
        let event = try #require(try ledger.events().first)
        #expect(event.kind == .outcomesDiffer)
        #expect(event.job == Sample.job(seed: 1))
        #expect(event.worker == "worker-9")
        #expect(try result(seed: 1)?.outcome == Sample.outcome(seed: 1))
        let ends = try ledger.attempts(of: [Sample.job(seed: 1)])[Sample.job(seed: 1)]?.map(\.end)
        #expect(ends == [.done, .discarded, .discarded])
    }

    @Test("the same attempt with another outcome is an event, not a result")
    func changedMind() throws {
        _ = try record(Sample.attempt(seed: 1))
        let other = Sample.attempt(seed: 1, ending: .delivered(Sample.outcome(seed: 5)))
        #expect(try record(other) == [.repeated])
        #expect(try ledger.events().map(\.kind) == [.outcomesDiffer])
        #expect(try result(seed: 1)?.outcome == Sample.outcome(seed: 1))
    }

    @Test("a lost attempt that delivers after all counts if no other did")
    func lateDelivery() throws {
        #expect(try record(Sample.attempt(seed: 1, ending: .lost(nil))) == [.noted])
        #expect(try ledger.states()[Sample.job(seed: 1)] == JobState(status: .open, lastAttempt: AttemptID(1)))
        #expect(try record(Sample.attempt(seed: 1)) == [.counted])
        #expect(try result(seed: 1)?.outcome == Sample.outcome(seed: 1))
        #expect(try record(Sample.attempt(seed: 1, ending: .lost(nil))) == [.repeated])
        #expect(try result(seed: 1)?.status == .done)

        #expect(try record(Sample.attempt(seed: 2, ending: .lost(nil))) == [.noted])
        #expect(try record(Sample.attempt(seed: 2, number: 2, cause: .retry)) == [.counted])
        #expect(try record(Sample.attempt(seed: 2)) == [.discarded(agrees: true)])
        let ends = try ledger.attempts(of: [Sample.job(seed: 2)])[Sample.job(seed: 2)]?.map(\.end)
        #expect(ends == [.discarded, .done])
    }

    @Test("failures keep their evidence; only a final one closes the job, and an outcome opens it to the truth")
    func failures() throws {
        let evidence = Failure(reason: "killed by signal 9", signal: 9, logLines: ["first line", "", "last line"])
        #expect(try record(Sample.attempt(seed: 1, ending: .failed(evidence, isFinal: false))) == [.noted])
        #expect(try result(seed: 1) == nil)
        let exit = Failure(reason: "exited with 3", exitCode: 3)
        #expect(try record(Sample.attempt(seed: 1, number: 2, ending: .failed(exit, isFinal: true))) == [.noted])
        #expect(try result(seed: 1) == JobResult(status: .failed, failure: exit))
        let attempts = try ledger.attempts(of: [Sample.job(seed: 1)])[Sample.job(seed: 1)]
        #expect(attempts?.map(\.failure) == [evidence, exit])
        #expect(try record(Sample.attempt(seed: 1, number: 3)) == [.counted])
        #expect(try result(seed: 1) == JobResult(status: .done, outcome: Sample.outcome(seed: 1)))
        // A failure that arrives afterwards takes no outcome away.
        #expect(try record(Sample.attempt(seed: 1, number: 4, ending: .failed(exit, isFinal: true))) == [.noted])
        #expect(try result(seed: 1)?.status == .done)
    }

    @Test("an attempt is read back as it was handed in")
    func attempts() throws {
        let record = Sample.attempt(seed: 1, number: 2, cause: .verify, worker: "worker-2")
        _ = try self.record(record, Sample.attempt(seed: 1, number: 1, ending: .lost(nil)))
        let attempts = try #require(try ledger.attempts(of: [Sample.job(seed: 1)])[Sample.job(seed: 1)])
        #expect(attempts.map(\.attempt.id.number) == [1, 2])
        #expect(attempts[1].attempt == record.attempt)
        #expect(attempts[1].worker == "worker-2")
        #expect(attempts[1].host == "here")
        #expect(attempts[1].started == Sample.noon)
        #expect(attempts[1].cost == Sample.cost)
        #expect(attempts[1].failure == nil)
    }

    @Test("states tell every job's standing and its highest attempt")
    func states() throws {
        _ = try record(
            Sample.attempt(seed: 1, number: 3),
            Sample.attempt(seed: 1, number: 2, ending: .lost(nil)),
            Sample.attempt(seed: 2, number: 5, ending: .lost(nil))
        )
        let expected = [
            Sample.job(seed: 1): JobState(status: .done, lastAttempt: AttemptID(3)),
            Sample.job(seed: 2): JobState(status: .open, lastAttempt: AttemptID(5)),
        ]
        #expect(try ledger.states() == expected)
    }

    @Test("deaths count against an open job, each with its supervisor, until they are forgiven")
    func deaths() throws {
        let crash = Failure(reason: "ended by signal 11", signal: 11, logLines: ["oh"])
        let dead = { (number: Int) in Sample.attempt(seed: 1, number: number, ending: .lost(crash), supervisor: "h-1") }
        let expected = RecordedDeath(supervisor: "h-1", failure: crash)
        _ = try record(dead(1), Sample.attempt(seed: 1, number: 2, ending: .lost(nil)), dead(3))
        // A failure of its worker is no death.
        _ = try record(Sample.attempt(seed: 1, number: 4, ending: .failed(crash, isFinal: false)))
        #expect(try ledger.states()[Sample.job(seed: 1)]?.deaths == [expected, expected])
        _ = try record(Sample.attempt(seed: 1, number: 5, ending: .failed(crash, isFinal: true)))
        #expect(try ledger.states()[Sample.job(seed: 1)] == JobState(status: .failed, lastAttempt: AttemptID(5)))

        #expect(try ledger.reopenFailures() == 1)
        #expect(try ledger.states()[Sample.job(seed: 1)] == JobState(status: .open, lastAttempt: AttemptID(5)))
        _ = try record(dead(6))
        #expect(try ledger.states()[Sample.job(seed: 1)]?.deaths == [expected])
        #expect(try ledger.reopenFailures() == 0)
    }

    @Test("workers are present from the time they join until they leave or are sent home")
    func presence() throws {
        let worker = { (name: String, change: WorkerRecord.Change) in
            WorkerRecord(worker: name, host: "here", supervisor: "h-1", change: change)
        }
        _ = try ledger.record([], workers: [worker("a", .joined), worker("b", .joined)], at: Sample.noon)
        _ = try record(Sample.attempt(seed: 1, worker: "never joined"))
        #expect(try ledger.presentWorkers() == ["a", "b"])
        _ = try ledger.record([], workers: [worker("a", .left), worker("c", .joined)], at: Sample.noon)
        #expect(try ledger.presentWorkers() == ["b", "c"])
        _ = try ledger.record([], workers: [worker("a", .joined)], at: Sample.noon)
        #expect(try ledger.presentWorkers() == ["a", "b", "c"])
        try ledger.dismissWorkers(at: Sample.noon)
        #expect(try ledger.presentWorkers() == [])
    }

    @Test("a batch with a number that is not finite is refused as a whole")
    func notFinite() throws {
        let rows = [[Double.nan, 0, 0]]
        let outcome = Outcome(
            accuracy: TaskMatrix(taskCount: 3, rows: rows),
            loss: TaskMatrix(taskCount: 3, rows: rows),
            operations: 1
        )
        let error = #expect(throws: LetheError.self) {
            try record(Sample.attempt(seed: 1), Sample.attempt(seed: 2, ending: .delivered(outcome)))
        }
        #expect(error?.code == "ledger.not-finite")
        #expect(try ledger.states().isEmpty)
    }

    @Test("withdrawn results run again and stay in the history")
    func withdrawal() throws {
        let sweep = Sample.sweep()
        try ledger.begin(sweep) { _ in true }
        _ = try record(Sample.attempt(seed: 1, worker: "bad"), Sample.attempt(seed: 2, worker: "good"))
        try ledger.finish(grid: sweep.grid, .init(at: Sample.noon, done: 2, diverged: 0, failed: 0))

        let jobs = try ledger.withdraw(resultsOf: "bad", reason: "its audit differs", at: Sample.noon)
        #expect(jobs == [Sample.job(seed: 1)])
        #expect(try result(seed: 1) == nil)
        #expect(try result(seed: 2)?.status == .done)
        #expect(try ledger.finish(ofGrid: sweep.grid) == nil)
        #expect(try ledger.events().map(\.kind) == [.resultsWithdrawn])
        #expect(try record(Sample.attempt(seed: 1, worker: "bad")) == [.repeated])
        #expect(try result(seed: 1) == nil)
        #expect(try record(Sample.attempt(seed: 1, number: 2, worker: "good")) == [.counted])
        #expect(try result(seed: 1)?.status == .done)
        #expect(try ledger.withdraw(resultsOf: "bad", reason: "again", at: Sample.noon).isEmpty)
    }
}
