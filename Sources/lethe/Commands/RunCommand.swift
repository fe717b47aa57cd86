internal import ArgumentParser
internal import Experiments
internal import Fleet
internal import Ledger
internal import Limits
internal import Scheduling

/// `lethe run`: a sweep on this machine, from the file to the report.
struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Run a sweep with worker processes on this machine; continue it if it was begun.",
        discussion: """
            The first Ctrl-C lets running jobs finish, the second stops at once. Either way nothing that was recorded \
            is lost, and the same command continues.
            """
    )

    @Argument(help: "The sweep file.")
    var sweep: String

    @Option(help: "The number of worker processes; by default one for each core, fewer where memory is short.")
    var workers: Int?

    @OptionGroup var options: SweepOptions

    /// How long what may pass is tried again while nothing else can be done.
    private static let patience = Duration.seconds(60)
    /// Files that the coordinator has open at once, at the most, beside a worker's connections: an old one may still be
    /// there when a new one is made.
    private static let openFiles = 48
    private static let openFilesPerWorker = 2

    func validate() throws {
        if let workers, workers < 1 { throw ValidationError("--workers must be at least 1") }
    }

    func run() throws {
        // Before any thread is started, since threads inherit which signals are not for them.
        let stop = StopRequests.fromSignals()
        let console = Console()
        var run = try SweepRun.open(sweepFile: sweep, options, console: console)
        let count = workers ?? Self.standardWorkers(for: run.loaded.sweep, console)
        try OpenFiles.require(
            Self.openFiles + Self.openFilesPerWorker * count,
            for: "a run with \(count) worker(s)"
        )
        let runDirectory = run.directory
        var directory: PrivateDirectory?
        defer { directory?.removeIfEmpty() }
        try run.finish(
            with: try run.coordinate(patience: .ofOneHost(passing: Self.patience), stop: stop) { logger in
                let made = try PrivateDirectory(of: runDirectory)
                directory = made
                let endpoint = try made.endpoint()
                let pool = WorkerPool(
                    slots: count,
                    command: .work(for: endpoint, data: options.data),
                    directory: made,
                    logs: runDirectory.logs,
                    logger: logger
                )
                return (endpoint, pool)
            }
        )
    }

    private static func standardWorkers(for sweep: Sweep, _ console: Console) -> Int {
        let bytes = sweep.bytesPerWorker(in: sweep.dispatchOrder)
        let workers = Machine.workers(ofBytes: bytes)
        if workers.isShortOfMemory {
            console.warn(
                "a worker needs up to \(Quantity.bytes(Double(bytes))) of memory by formula, and "
                    + "\(Machine.memoryInWords): \(workers.count) worker(s) are started, not one for each core"
            )
        }
        return workers.count
    }
}
