import Experiments
import Foundation
import Ledger
import Logging
import Scheduling
import Testing

@testable import Fleet
@testable import FleetTestWorker

/// A run directory of its own, and files by which jobs and the test talk.
final class Scene: Sendable {
    let path: String
    let stop = StopRequests()

    init(_ scripts: [String] = []) throws {
        path = FileManager.default.temporaryDirectory.appending(path: "fleet-\(UUID().uuidString)").path
        try ScriptedRun.write(scripts, to: directory)
    }

    /// Scripts made with this scene's files.
    convenience init(jobs count: Int, _ script: (Scene, Int) -> String) throws {
        try self.init()
        let scripts = (0..<count).map { script(self, $0) + "\njob \($0)" }
        try ScriptedRun.write(scripts, to: directory)
    }

    deinit {
        if let sockets = try? PrivateDirectory(of: directory) {
            try? FileManager.default.removeItem(atPath: sockets.path)
        }
        try? FileManager.default.removeItem(atPath: path)
    }

    var directory: RunDirectory { RunDirectory(path) }
    /// Jobs append a line with their identity and process here.
    var notes: String { path + "/notes" }
    /// Jobs wait for this file.
    var gate: String { path + "/gate" }

    func openGate() throws {
        try Data().write(to: URL(filePath: gate))
    }

    /// What was noted, a job and a process a line.
    func noted() -> [(job: String, process: pid_t)] {
        let text = (try? String(contentsOfFile: notes, encoding: .utf8)) ?? ""
        return text.split(separator: "\n").compactMap { line in
            let parts = line.split(separator: " ")
            return parts.count == 2 ? pid_t(parts[1]).map { (String(parts[0]), $0) } : nil
        }
    }

    static var quiet: Logger {
        var logger = Logger(label: "test") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = .critical
        return logger
    }

    func run() throws -> ScriptedRun { try ScriptedRun(directory, logger: Self.quiet) }

    /// Coordinates the scene's jobs on workers of its own, in this process.
    func coordinate(
        workers: Int,
        command: WorkerCommand? = nil,
        policy: PoolPolicy? = nil,
        _ progress: @escaping @Sendable (PoolSnapshot) -> Void = { _ in }
    ) -> InBackground<SweepEnd> {
        InBackground { [self] in
            let run = try run()
            let pool = try run.pool(workers: workers, command: command)
            try pool.start()
            let coordinator = run.coordinator { configuration in
                configuration.progressInterval = .zero
                if let policy { configuration.policy = policy }
            }
            return try coordinator.run(pool: pool, stop: stop, progress: progress)
        }
    }

    /// Runs the test program's own coordinator as another process.
    func spawnRun(workers: Int) throws -> RunningProgram {
        try RunningProgram(["run", path, "\(workers)"])
    }

    func attempts() throws -> [RecordedAttempt] {
        let run = try run()
        let ids = (0..<run.catalogue.count).map { run.catalogue.job(at: JobRank($0)).id }
        return try run.ledger.attempts(of: ids).values.flatMap { $0 }
    }

    /// Attempts whose worker was lost.
    func losses() throws -> Int {
        try attempts().count { $0.end == .lost }
    }

    func failure(ofJob rank: Int) throws -> Failure? {
        let run = try run()
        let id = run.catalogue.job(at: JobRank(rank)).id
        return try run.ledger.results(of: [id])[id]?.failure
    }
}

/// The test program at work.
final class RunningProgram {
    private let process = Process()
    private let output = Pipe()

    init(_ arguments: [String]) throws {
        process.executableURL = URL(filePath: ScriptedRun.program)
        process.arguments = arguments
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
    }

    func send(_ signal: Int32) {
        kill(process.processIdentifier, signal)
    }

    /// What it printed, and its exit code or signal, when it has ended.
    func end() throws -> (output: String, status: Int32) {
        try eventually("the program ends") { !process.isRunning }
        let text = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        return (text.trimmingCharacters(in: .whitespacesAndNewlines), process.terminationStatus)
    }
}

/// Whether a process runs; one that ended and was not reaped yet does not.
func isAlive(_ process: pid_t) -> Bool {
    let status = TextFile.read("/proc/\(process)/stat")
    return status.map { !$0.contains(") Z ") } ?? false
}
