import Experiments
import Fleet
import Foundation
import Ledger
import Logging
import Scheduling

/// A program for tests of the fleet: a worker whose jobs do as their payload says, or a whole run of such jobs.
@main
struct FleetTestWorker {
    static func main() throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        let stop = StopRequests.fromSignals()
        stop.hear()
        switch arguments.first {
        case "work": try work(at: arguments[1], patience: Double(arguments[2]) ?? 60, stop)
        case "run": try run(in: arguments[1], workers: Int(arguments[2]) ?? 1, stop)
        case "supervise": try supervise(at: arguments[1], workers: Int(arguments[2]) ?? 1, logs: arguments[3], stop)
        case "exit": exit(Int32(arguments[1]) ?? 1)
        default: fatalError("unknown mode")
        }
    }

    static var logger: Logger {
        var logger = Logger(label: "test") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = .debug
        return logger
    }

    private static func work(at endpoint: String, patience: Double, _ stop: StopRequests) throws {
        var configuration = WorkerConfiguration(endpoint: try Endpoint(endpoint), logger: logger)
        configuration.policy.successorPatience = .seconds(patience)
        let end = try WorkerProcess(configuration) { ScriptExecutor() }.run(stop: stop)
        exit(end == .orphaned ? 3 : 0)
    }

    private static func run(in path: String, workers: Int, _ stop: StopRequests) throws {
        let run = RunDirectory(path)
        let lock: RunLock
        do {
            lock = try run.lock(as: LockHolder(process: Int(getpid()), host: "test", since: Date()))
        } catch {
            print(error)
            exit(1)
        }
        let sweep = try ScriptedRun(run)
        let pool = try sweep.pool(workers: workers, patience: 20)
        try pool.start()
        let end = try sweep.coordinator().run(pool: pool, stop: stop)
        withExtendedLifetime(lock) {}
        print("\(end.reason) done=\(end.snapshot.progress.done) failed=\(end.snapshot.progress.failed)")
        exit(end.reason == .complete ? 0 : 130)
    }

    private static func supervise(at endpoint: String, workers: Int, logs: String, _ stop: StopRequests) throws {
        let endpoint = try Endpoint(endpoint)
        let pool = WorkerPool(
            slots: workers,
            command: ScriptedRun.workerCommand(endpoint, patience: 20),
            directory: try PrivateDirectory(logs + "/presence"),
            logs: logs,
            logger: logger
        )
        print(try Supervisor(pool: pool, endpoint: endpoint, logger: logger).run(stop: stop))
    }
}
