import Experiments
import Foundation
import Hashing
import Testing

@testable import Ledger

@Suite("The sweep of a ledger")
struct SweepTests {
    private let directory: TemporaryDirectory
    private let ledger: SweepLedger

    init() throws {
        directory = try TemporaryDirectory()
        ledger = try SweepLedger(writing: directory.file("ledger.sqlite"))
    }

    private func code(of body: () throws -> Void) -> String? {
        do {
            try body()
            return nil
        } catch {
            return (error as? LetheError)?.code ?? "\(error)"
        }
    }

    private let isSample: (Experiment) -> Bool = { $0 == Sample.experiment(seed: 1) }

    @Test("a sweep is read back as it was given, and one that is given again adds nothing")
    func roundTrip() throws {
        #expect(try ledger.currentSweep() == nil)
        var sweep = Sample.sweep()
        sweep.sources.append(.init(source: "b", summary: Sample.summary(name: "b", digest: Digest(sha256: "b"))))
        sweep.sources.sort { $0.source < $1.source }
        try ledger.begin(sweep) { _ in false }
        var again = sweep
        again.created += 100
        again.version = "0.2.0"
        try ledger.begin(again) { _ in false }
        #expect(try ledger.currentSweep() == sweep)
        #expect(try ledger.sweeps() == [sweep])
    }

    @Test("a changed grid is added to the history")
    func history() throws {
        try ledger.begin(Sample.sweep(grid: "one")) { _ in false }
        _ = try ledger.record([Sample.attempt(seed: 1)], at: Sample.noon)
        try ledger.begin(Sample.sweep(grid: "two"), isCell: isSample)
        #expect(try ledger.sweeps().map(\.grid) == [Digest(sha256: "one"), Digest(sha256: "two")])
        #expect(try ledger.currentSweep()?.grid == Digest(sha256: "two"))
    }

    @Test("another file's grid is refused though it shares jobs; a file that was moved or linked is the same")
    func otherFile() throws {
        let (one, other) = (directory.file("one.yaml"), directory.file("other.yaml"))
        for file in [one, other] { try Data().write(to: URL(filePath: file)) }
        let link = directory.file("link.yaml")
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: one)
        let begin = { (grid: String, path: String) in
            try self.ledger.begin(Sample.sweep(grid: grid, path: path), isCell: self.isSample)
        }
        try begin("a", one)
        try begin("b", other)
        try begin("a", one)
        _ = try ledger.record([Sample.attempt(seed: 1)], at: Sample.noon)
        #expect(code { try begin("b", other) } == "ledger.other-file")
        #expect(try ledger.currentSweep()?.grid == Digest(sha256: "a"))
        try begin("b", link)
        // The same grid replaces nothing, and then the run is that file's too.
        try begin("b", other)
        try begin("c", other)
        try FileManager.default.moveItem(atPath: other, toPath: directory.file("moved.yaml"))
        #expect(code { try begin("d", directory.file("moved.yaml")) } == "ledger.other-file")
        try begin("d", directory.path + "/elsewhere/other.yaml")
    }

    @Test("a finished grid is recognised, also when it was changed and changed back")
    func finished() throws {
        let finish = SweepRecord.Finish(at: Sample.noon, done: 10, diverged: 1, failed: 1)
        let one = Sample.sweep(grid: "one")
        try ledger.begin(one) { _ in true }
        #expect(try ledger.finish(ofGrid: one.grid) == nil)
        try ledger.finish(grid: one.grid, finish)
        #expect(try ledger.finish(ofGrid: one.grid) == finish)
        try ledger.begin(Sample.sweep(grid: "two")) { _ in true }
        #expect(try ledger.finish(ofGrid: Digest(sha256: "two")) == nil)
        try ledger.begin(one) { _ in true }
        #expect(try ledger.finish(ofGrid: one.grid) == finish)
        #expect(try ledger.sweeps().count == 3)
    }

    @Test("another sweep is refused once a job is finished, and a changed grid is not")
    func otherSweep() throws {
        try ledger.begin(Sample.sweep()) { _ in false }
        let other = Sample.sweep(name: "other", grid: "other")
        let attempt = Sample.attempt(seed: 1, ending: .failed(Failure(reason: "no"), isFinal: true))
        _ = try ledger.record([attempt], at: Sample.noon)
        #expect(code { try ledger.begin(other) { _ in false } } == nil)
        _ = try ledger.record([Sample.attempt(seed: 1, number: 2)], at: Sample.noon)
        let third = Sample.sweep(name: "third", grid: "third")
        #expect(code { try ledger.begin(third) { _ in false } } == "ledger.other-sweep")
        #expect(code { try ledger.begin(third, isCell: isSample) } == nil)
    }

    @Test("other data under a known name is refused, under another name it is not")
    func otherData() throws {
        try ledger.begin(Sample.sweep()) { _ in true }
        let changed = Sample.summary(digest: Digest(sha256: "changed data"))
        let sweep = Sample.sweep(grid: "changed", sources: [.init(source: "sample", summary: changed)])
        let renamed = Sample.sweep(
            grid: "renamed",
            sources: [.init(source: "c", summary: Sample.summary(name: "c", digest: changed.digest))]
        )
        let both = Sample.sweep(
            grid: "both",
            sources: [.init(source: "a", summary: Sample.summary()), .init(source: "b", summary: changed)]
        )
        _ = try ledger.record([Sample.attempt(seed: 1)], at: Sample.noon)
        #expect(code { try ledger.begin(sweep) { _ in true } } == "ledger.other-data")
        #expect(code { try ledger.begin(renamed) { _ in true } } == nil)
        #expect(code { try ledger.begin(both) { _ in true } } == nil)
    }

    @Test("other data may take a name under which nothing was measured")
    func unusedData() throws {
        try ledger.begin(Sample.sweep()) { _ in true }
        let changed = Sample.summary(digest: Digest(sha256: "changed data"))
        let sweep = Sample.sweep(grid: "changed", sources: [.init(source: "sample", summary: changed)])
        #expect(code { try ledger.begin(sweep) { _ in true } } == nil)
    }

    @Test("outcomes of another numerics revision are refused, an empty history is not")
    func otherNumerics() throws {
        let old = NumericsRevision(NumericsRevision.current.number + 1)
        try ledger.begin(Sample.sweep(grid: "old", numerics: old)) { _ in true }
        #expect(code { try ledger.begin(Sample.sweep()) { _ in true } } == nil)
        try ledger.begin(Sample.sweep(grid: "old", numerics: old)) { _ in true }
        var attempt = Sample.attempt(seed: 1)
        attempt.numerics = old
        _ = try ledger.record([attempt], at: Sample.noon)
        #expect(code { try ledger.begin(Sample.sweep()) { _ in true } } == "ledger.other-numerics")
    }

    @Test("events are read back in order")
    func events() throws {
        _ = try ledger.record([Sample.attempt(seed: 1)], at: Sample.noon)
        let events = [
            LedgerEvent(at: Sample.noon, kind: .workerQuarantined, worker: "w", message: "its bits differ"),
            LedgerEvent(at: Sample.noon + 1, kind: .outcomesDiffer, job: Sample.job(seed: 1), message: "two bits"),
        ]
        for event in events { try ledger.record(event) }
        #expect(try ledger.events() == events)
    }
}
