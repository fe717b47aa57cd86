internal import ArgumentParser
internal import DataSets
internal import Experiments
internal import Fleet
internal import Foundation
internal import Ledger
internal import Logging
internal import Scheduling
internal import Training

/// One run of a sweep: its directory, which this process holds, its ledger, and what is left to be done.
struct SweepRun: ~Copyable {
    let loaded: LoadedSweep
    let directory: RunDirectory
    private let options: SweepOptions
    private let console: Console
    /// The directory is free again when this value ends.
    private var lock: RunLock
    private let ledger: SweepLedger
    private let record: SweepRecord
    /// Whether the ledger's last sweep had this very grid.
    private let isContinued: Bool
    private let begin: ContinuousClock.Instant

    /// Reads the sweep, takes its directory and opens its ledger.
    static func open(sweepFile: String, _ options: SweepOptions, console: Console) throws -> SweepRun {
        let begin = ContinuousClock.now
        let loaded = try LoadedSweep(path: sweepFile, console: console)
        let sweep = loaded.sweep
        try sweep.refuseImpossibleRun()
        let directory = options.out.map { RunDirectory($0) } ?? RunDirectory(ofSweepNamed: sweep.name)
        try directory.create()
        let lock = try directory.lock(as: .thisProcess(at: Date()))
        let logger = Logger.standard(level: .warning)
        let ledger = try SweepLedger(writing: directory.ledger) { wait in
            logger.warning("another program has kept '\(directory.ledger)' locked for \(wait): trying again")
        }
        let record = loaded.record(at: Date())
        let current = try ledger.currentSweep()
        if let current { try loaded.refuseOtherDefaults(than: current) }
        if options.retryFailed { try reopenFailures(in: ledger, console, options) }
        let isContinued = current?.grid == record.grid
        try ledger.begin(record, isCell: { sweep.grid.cell(of: $0) != nil })
        return SweepRun(
            loaded: loaded,
            directory: directory,
            options: options,
            console: console,
            lock: lock,
            ledger: ledger,
            record: record,
            isContinued: isContinued,
            begin: begin
        )
    }

    private static func reopenFailures(
        in ledger: SweepLedger,
        _ console: Console,
        _ options: SweepOptions
    ) throws(LetheError) {
        let count = try ledger.reopenFailures()
        if !options.quiet { console.say("\(Quantity.jobs(count)) that failed will run again") }
    }

    /// Has every job done that the ledger does not hold.
    ///
    /// - Parameters:
    ///   - patience: how long to wait while nobody present can do what is left.
    ///   - makePlace: says where to listen, and makes the local workers, if any; asked only where something is left to
    ///   be done.
    mutating func coordinate(
        patience: Patience,
        stop: StopRequests,
        makePlace: (Logger) throws -> (Endpoint, WorkerPool?)
    ) throws -> SweepProgress {
        if let finish = try ledger.finish(ofGrid: record.grid) { return .finishedBefore(finish) }
        let catalogue = try SweepCatalogue(loaded.sweep, ledger: ledger)
        guard catalogue.tally.total < catalogue.count else { return .complete(catalogue.tally) }
        let logger = Logger.standard(level: options.quiet ? .error : .warning)
        let store = DataStore(directory: options.data ?? DataStore.defaultDirectory)
        for dataset in loaded.datasets.values { try store.store(dataset) }
        stop.hear()
        defer { stop.stopHearing() }
        let (endpoint, pool) = try makePlace(logger)
        try pool?.start()
        var configuration = CoordinatorConfiguration(endpoint: endpoint, logger: logger)
        configuration.knownAnswer = KnownAnswer.expected
        configuration.policy.patience = patience
        if options.noSharing { configuration.policy.largestBundle = 1 }
        lock.announce(endpoint: endpoint.description)
        let coordinator = Coordinator(
            configuration,
            ledger: ledger,
            catalogue: catalogue,
            tally: catalogue.tally
        )
        var line = ProgressLine(console, isShown: showsProgress)
        // Also before an error is told.
        defer { line.finish() }
        if catalogue.tally.total > 0, !options.quiet {
            console.say("continuing: \(catalogue.tally.total) of \(catalogue.count) jobs are in the ledger")
        }
        let end = try coordinator.run(pool: pool, stop: stop) { snapshot in
            line.show(snapshot.progress.ended, of: snapshot.progress.total, snapshot.words(on: console))
        }
        let progress = end.snapshot.progress
        let tally = Tally(done: progress.done, diverged: progress.diverged, failed: progress.failed)
        return switch end.reason {
        case .complete: .complete(tally)
        case .drained, .stopped: .interrupted(tally)
        case .stuck(let reasons): .stuck(tally, reasons)
        }
    }

    private var showsProgress: Bool { !options.quiet && !options.json }

    /// Writes what a finished run is for, says how it ended, and exits with the code that says the same.
    func finish(with progress: SweepProgress) throws {
        do {
            try writeResults(of: progress)
        } catch {
            // A ledger that is finished is one plain file even where its report could not be written.
            try? ledger.close()
            throw error
        }
        try ledger.close()
        try tell(progress)
    }

    private func writeResults(of progress: SweepProgress) throws {
        let results = RunResults(directory: directory, ledger: ledger, console: console, showsProgress: showsProgress)
        switch progress {
        case .interrupted, .stuck:
            break
        case .finishedBefore:
            if !isContinued || !results.areComplete { try results.write(loaded.sweep, record) }
        case .complete(let tally):
            try ledger.finish(
                grid: record.grid,
                .init(at: Date(), done: tally.done, diverged: tally.diverged, failed: tally.failed)
            )
            try results.write(loaded.sweep, record)
        }
    }

    private func tell(_ progress: SweepProgress) throws {
        let summary = RunSummary(
            of: loaded.sweep,
            progress,
            in: directory,
            seconds: (ContinuousClock.now - begin) / .seconds(1)
        )
        if options.json {
            try console.write(JSONText.of(summary))
        } else {
            if !options.quiet { console.say(summary.text) }
            if summary.report != nil { try console.write(directory.reportPage) }
        }
        if summary.exitCode != 0 { throw ExitCode(summary.exitCode) }
    }
}
