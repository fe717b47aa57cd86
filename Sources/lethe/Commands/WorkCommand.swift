internal import ArgumentParser
internal import DataSets
internal import Experiments
internal import Fleet
internal import Foundation
internal import Kernels
internal import Logging
internal import Scheduling
internal import Training

/// `lethe work`: worker processes for a coordinator.
struct WorkCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "work",
        abstract: "Run jobs for a coordinator, one at a time and one process per slot."
    )

    @Option(help: "Where the coordinator listens: ipc://PATH or tcp://127.0.0.1:PORT.")
    var connect: String

    @Option(help: "How many worker processes to keep alive.")
    var slots = 1

    @Option(help: "The directory where decoded data sets are kept; by default a cache of the user's.")
    var data: String?

    func validate() throws {
        if slots < 1 { throw ValidationError("--slots must be at least 1") }
    }

    func run() throws {
        let stop = StopRequests.fromSignals()
        stop.hear()
        let endpoint = try Endpoint(connect)
        let logger = Logger.standard(level: .info)
        let exit =
            WorkerPlace.inherited == nil
            ? try supervise(endpoint, logger, stop)
            : try work(endpoint, logger, stop)
        switch exit {
        case .dismissed: return
        case .stopped: throw ExitCode(130)
        case .orphaned:
            throw LetheError(
                "worker.orphaned",
                "nobody coordinates `\(endpoint)` any more",
                hint: "continue the sweep, and start this worker again",
                blame: .system
            )
        case .refused(let reason): throw LetheError("worker.refused", "the coordinator refused this worker: \(reason)")
        }
    }

    private func supervise(
        _ endpoint: Endpoint,
        _ logger: Logger,
        _ stop: StopRequests
    ) throws(LetheError) -> WorkerSession.Exit {
        if slots > Machine.coreCount {
            logger.warning("\(slots) workers share the \(Machine.coreCount) core(s) that this process may use")
        }
        let directory = try PrivateDirectory.ofThisProcess()
        let logs = directory.path + "/logs"
        defer { directory.removeUnlessInUse(logs: logs) }
        let pool = WorkerPool(
            slots: slots,
            command: .work(for: endpoint, data: data),
            directory: directory,
            logs: logs,
            logger: logger
        )
        return try Supervisor(pool: pool, endpoint: endpoint, logger: logger).run(stop: stop)
    }

    private func work(
        _ endpoint: Endpoint,
        _ logger: Logger,
        _ stop: StopRequests
    ) throws(LetheError) -> WorkerSession.Exit {
        Machine.nameProcess()
        let store = DataStore(directory: data ?? DataStore.defaultDirectory)
        let backend = try Backend.chosen()
        let answer = KnownAnswer.compute(with: backend)
        guard answer == KnownAnswer.expected else {
            throw LetheError(
                "worker.arithmetic",
                "this machine computes other bits than it should with \(backend.instructionSet.rawValue) kernels",
                hint: "do not trust what it computes; LETHE_ISA=portable tells whether its vector units are to blame",
                blame: .system
            )
        }
        var configuration = WorkerConfiguration(endpoint: endpoint, logger: logger)
        configuration.knownAnswer = answer
        let worker = WorkerProcess(configuration) {
            TrainingExecutor(streams: StreamCache(store: store), backend: backend)
        }
        return try worker.run(stop: stop)
    }
}

extension WorkerCommand {
    /// This very program as a worker, even where another version has taken its place on disk since it was started.
    static func work(for endpoint: Endpoint, data: String?) -> WorkerCommand {
        WorkerCommand(
            executable: Machine.ownExecutable,
            image: Machine.ownImage,
            arguments: ["work", "--connect", endpoint.description] + (data.map { ["--data", $0] } ?? []),
            environment: ProcessInfo.processInfo.environment
        )
    }
}
