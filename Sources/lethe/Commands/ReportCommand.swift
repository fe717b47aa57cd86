internal import ArgumentParser
internal import Experiments
internal import Foundation
internal import Ledger

/// `lethe report`: tables and report from what the ledger holds.
struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Write the tables and the report of a run from its ledger.",
        discussion: """
            Works while the run goes on, on one that was stopped, and with --out on one that may only be read.
            """
    )

    @Argument(help: ArgumentHelp("The run's directory.", valueName: "run"))
    var path: String

    @Option(help: "The directory to write into; by default the run's own.")
    var out: String?

    @Flag(help: "Print the report's content as JSON too.")
    var json = false

    func run() throws {
        let console = Console()
        let directory = RunDirectory(path)
        let ledger = try SweepLedger(reading: directory.ledger)
        let record = try ledger.requiredSweep()
        let target = out.map { RunDirectory($0) } ?? directory
        try target.create()
        let results = RunResults(directory: target, ledger: ledger, console: console, showsProgress: !json)
        try results.write(record.sweep(), record)
        if json {
            try console.write(String(contentsOfFile: target.reportData, encoding: .utf8))
        } else {
            try console.write(target.reportPage)
        }
    }
}
