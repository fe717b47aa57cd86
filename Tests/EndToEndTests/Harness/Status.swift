import Foundation

/// What `lethe status --json` says.
struct Status: Decodable {
    var sweep: String
    var file: String
    var jobs: Int
    var done: Int
    var diverged: Int
    var failed: Int
    var open: Int
    var isFinished: Bool
    var coordinator: Coordinator?

    struct Coordinator: Decodable {
        var process: pid_t
        var host: String
        var since: String
    }
}

extension Sandbox {
    /// How far a run has come, or nil if there is no ledger yet.
    func status(of run: String = "run") async throws -> Status? {
        let ending = try await lethe("status", run, "--json")
        guard ending.code == 0 else { return nil }
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode(Status.self, from: Data(ending.output.utf8))
    }

    /// Waits until so many jobs have ended.
    func progress(to count: Int, of run: String = "run") async throws {
        try await eventually("\(count) jobs have ended") { try await status(of: run).map { $0.done >= count } ?? false }
    }

    /// Waits until so many of a coordinator's workers are computing, and names them.
    func computingWorkers(of coordinator: Program, count: Int) async throws -> [pid_t] {
        try await eventually("\(count) workers compute") {
            let workers = ProcessTable.children(of: coordinator.id)
            return workers.count == count && workers.allSatisfy(ProcessTable.isComputing) ? workers : nil
        }
    }

    /// Waits until no process is left.
    func quiet() async throws {
        try await eventually("no process is left") { processes.isEmpty }
    }
}
