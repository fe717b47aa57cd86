internal import ArgumentParser
internal import Experiments
internal import Ledger

/// `lethe status`: how far a run has come.
struct StatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Say how far a run has come."
    )

    @Argument(help: ArgumentHelp("The run's directory.", valueName: "run"))
    var path: String

    @Flag(help: "Print JSON.")
    var json = false

    func run() throws {
        let directory = RunDirectory(path)
        let ledger = try SweepLedger(reading: directory.ledger)
        let status = try RunStatus(of: ledger, in: directory)
        try Console().write(json ? JSONText.of(status) : status.text)
    }
}
