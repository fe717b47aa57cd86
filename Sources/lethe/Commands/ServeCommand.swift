internal import ArgumentParser
internal import Experiments
internal import Fleet
internal import Scheduling

/// `lethe serve`: the coordinator alone, for workers that are started elsewhere.
struct ServeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Coordinate a sweep for workers that are started with `lethe work`."
    )

    @Argument(help: "The sweep file.")
    var sweep: String

    @Option(help: "Where to listen: ipc://PATH or tcp://127.0.0.1:PORT; by default a private socket of the run.")
    var bind: String?

    @Option(
        help: ArgumentHelp(
            "End after this long without a worker that can do what is left, as in 90s, 10m or 2h; by default never.",
            valueName: "time"
        )
    )
    var patience: WaitingTime?

    @OptionGroup var options: SweepOptions

    func run() throws {
        let stop = StopRequests.fromSignals()
        let console = Console()
        // Before the run's directory is made, which a wrong address should not leave behind.
        let chosen = try bind.map { try Endpoint($0) }
        var run = try SweepRun.open(sweepFile: sweep, options, console: console)
        let runDirectory = run.directory
        var directory: PrivateDirectory?
        defer { directory?.removeIfEmpty() }
        try run.finish(
            with: try run.coordinate(patience: .forNewcomers(patience?.duration), stop: stop) { _ in
                let endpoint: Endpoint
                if let chosen {
                    endpoint = chosen
                } else {
                    let made = try PrivateDirectory(of: runDirectory)
                    directory = made
                    endpoint = try made.endpoint()
                }
                if !options.quiet { console.say("workers join with: lethe work --connect \(endpoint)") }
                return (endpoint, nil)
            }
        )
    }
}
