internal import ArgumentParser
internal import Experiments

/// `lethe describe`: what a sweep would run and cost.
struct DescribeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "describe",
        abstract: "Show a sweep's axes, its number of jobs and what they will cost, without running it."
    )

    @Argument(help: "The sweep file.")
    var sweep: String

    @Option(help: "The number of worker processes to plan for; by default as many as `run` would start.")
    var workers: Int?

    @Flag(help: "Plan for every job to be trained from its beginning.")
    var noSharing = false

    @Flag(help: "Print JSON.")
    var json = false

    func validate() throws {
        if let workers, workers < 1 { throw ValidationError("--workers must be at least 1") }
    }

    func run() throws {
        let console = Console()
        let loaded = try LoadedSweep(path: sweep, console: console)
        let description = try SweepDescription(of: loaded, workers: workers, isShared: !noSharing)
        try console.write(json ? JSONText.of(description) : description.text)
    }
}
