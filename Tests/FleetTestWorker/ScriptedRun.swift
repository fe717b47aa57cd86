import Experiments
import Fleet
import Foundation
import Hashing
import Ledger
import Logging
import Scheduling

/// A run directory whose jobs are scripts, one a line of `scripts.json`.
struct ScriptedRun {
    let directory: RunDirectory
    let ledger: SweepLedger
    let catalogue: ScriptCatalogue
    let endpoint: Endpoint
    private let logger: Logger

    init(_ directory: RunDirectory, logger: Logger = FleetTestWorker.logger) throws {
        self.directory = directory
        self.logger = logger
        try directory.create()
        ledger = try SweepLedger(writing: directory.ledger)
        catalogue = ScriptCatalogue(try Self.scripts(of: directory), try ledger.states())
        endpoint = try PrivateDirectory(of: directory).endpoint()
    }

    static func write(_ scripts: [String], to directory: RunDirectory) throws {
        try directory.create()
        try JSONEncoder().encode(scripts).write(to: URL(filePath: directory.path + "/scripts.json"))
    }

    private static func scripts(of directory: RunDirectory) throws -> [String] {
        let data = try Data(contentsOf: URL(filePath: directory.path + "/scripts.json"))
        return try JSONDecoder().decode([String].self, from: data)
    }

    func coordinator(_ change: (inout CoordinatorConfiguration) -> Void = { _ in }) -> Coordinator {
        var configuration = CoordinatorConfiguration(endpoint: endpoint, logger: logger)
        configuration.policy.patience = .ofOneHost(passing: .seconds(60))
        change(&configuration)
        return Coordinator(configuration, ledger: ledger, catalogue: catalogue, tally: catalogue.tally)
    }

    func pool(workers: Int, patience: Double = 60, command: WorkerCommand? = nil) throws -> WorkerPool {
        var policy = RestartPolicy()
        policy.firstDelay = .milliseconds(5)
        return WorkerPool(
            slots: workers,
            command: command ?? Self.workerCommand(endpoint, patience: patience),
            directory: try PrivateDirectory(of: directory),
            logs: directory.path + "/logs",
            policy: policy,
            logger: logger
        )
    }

    /// The test program, which stands beside the tests.
    static var program: String {
        URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
            .appending(path: "FleetTestWorker").path
    }

    static func workerCommand(_ endpoint: Endpoint, patience: Double) -> WorkerCommand {
        WorkerCommand(
            executable: program,
            arguments: ["work", endpoint.description, "\(patience)"],
            environment: ["SWIFT_BACKTRACE": "enable=no"]
        )
    }
}

/// Jobs in the order of a list.
struct ScriptCatalogue: JobCatalogue {
    private let scripts: [String]
    private let states: [JobID: JobState]

    init(_ scripts: [String], _ states: [JobID: JobState]) {
        self.scripts = scripts
        self.states = states
    }

    var count: Int { scripts.count }
    var unfinishedOperations: Double { Double(1000 * scripts.indices.count { !isFinished(JobRank($0)) }) }

    var tally: Tally {
        let statuses = scripts.compactMap { states[JobID(scripted: $0)]?.status }
        return Tally(
            done: statuses.count { $0 == .done },
            diverged: statuses.count { $0 == .diverged },
            failed: statuses.count { $0 == .failed }
        )
    }

    func isFinished(_ rank: JobRank) -> Bool {
        states[JobID(scripted: scripts[rank.number])]?.status.isSettled ?? false
    }

    func hasFailed(_ rank: JobRank) -> Bool {
        states[JobID(scripted: scripts[rank.number])]?.status == .failed
    }

    func job(at rank: JobRank) -> PoolJob {
        let script = scripts[rank.number]
        let id = JobID(scripted: script)
        return PoolJob(
            id: id,
            payload: script,
            expectedOperations: 1000,
            needs: Needs(keys: script.split(separator: "\n").compactMap { $0.dropping("need ") }),
            lastAttempt: states[id]?.lastAttempt ?? AttemptID(0),
            deaths: states[id]?.deaths.map { Evidence(host: HostID($0.supervisor), failure: $0.failure) } ?? []
        )
    }
}

extension Substring {
    fileprivate func dropping(_ prefix: String) -> String? {
        hasPrefix(prefix) ? String(dropFirst(prefix.count)) : nil
    }
}

extension JobID {
    init(scripted payload: String) {
        self.init(Digest(sha256: payload))
    }
}
