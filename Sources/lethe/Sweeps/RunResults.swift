internal import Experiments
internal import Foundation
internal import Ledger
internal import Reports
internal import Training

/// Writes everything that a run's directory holds beside the ledger.
struct RunResults {
    let directory: RunDirectory
    let ledger: SweepLedger
    let console: Console
    let showsProgress: Bool

    /// Whether every file is there.
    var areComplete: Bool {
        let files = [
            directory.jobsTable, directory.accuracyTable, directory.costsTable, directory.reportPage,
            directory.reportData,
        ]
        return files.allSatisfy { FileManager.default.fileExists(atPath: $0) }
    }

    /// Writes the tables and the report of the ledger's current sweep.
    func write(_ sweep: Sweep, _ record: SweepRecord) throws {
        // The tables' walks over the grid, and the study's.
        let total = sweep.grid.count * (Tables.walks + 1)
        var progress = ReportProgress(console, isShown: showsProgress, total: total)
        defer { progress.finish() }
        try Tables(of: sweep, in: ledger).write(to: directory) { progress.advance(by: $0) }
        try sweep.refuseOversizedReport()
        let finish = try ledger.finish(ofGrid: sweep.grid.digest)
        let provenance = Provenance(sweep: record, finish: finish, reporter: Version.current)
        let study = try Study(
            sweep,
            provenance: provenance,
            strategySchemas: Strategies.schemas,
            reading: ledger,
            onRead: { progress.advance(by: $0) }
        )
        try Report(study).write(to: URL(filePath: directory.path))
    }
}
