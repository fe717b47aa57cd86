import Foundation
import Glibc

/// A directory of a test's own in which `lethe` runs; when the test ends, nothing and no process is left of it.
final class Sandbox {
    let path: String

    /// The variable by which processes are known that were started here, and those that they started.
    private static let marker = "LETHE_SANDBOX"

    /// The program: what `LETHE_BINARY` names, else the one that was built beside the tests.
    static let binary =
        ProcessInfo.processInfo.environment["LETHE_BINARY"]
        ?? URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        .appending(path: "lethe").path

    /// An empty one, or one with a sweep file.
    init(_ sweep: String? = nil) throws {
        let home = FileManager.default.temporaryDirectory.resolvingSymlinksInPath().path
        // Short: the path of a socket has little room.
        path = "\(home)/lethe-\(UUID().uuidString.prefix(13))"
        let own: [FileAttributeKey: Any] = [.posixPermissions: 0o700]
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true, attributes: own)
        if let sweep { try write(sweep, to: "sweep.yaml") }
    }

    deinit {
        for process in processes { kill(process, SIGKILL) }
        try? FileManager.default.removeItem(atPath: path)
    }

    /// Every process that was started here, directly or not, and is alive.
    var processes: [pid_t] { ProcessTable.processes(whoseEnvironmentHas: "\(Self.marker)=\(path)") }

    // MARK: - Files

    func write(_ text: String, to name: String) throws {
        try write(Array(text.utf8), to: name)
    }

    func write(_ bytes: [UInt8], to name: String) throws {
        let url = URL(filePath: path).appending(path: name)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: url)
    }

    func bytes(of name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(filePath: path).appending(path: name)))
    }

    func exists(_ name: String) -> Bool {
        FileManager.default.fileExists(atPath: path + "/" + name)
    }

    func text(of name: String) throws -> String {
        String(decoding: try bytes(of: name), as: UTF8.self)
    }

    /// Sets who may do what with a file.
    func permit(_ permissions: Int, _ name: String) throws {
        try FileManager.default.setAttributes([.posixPermissions: permissions], ofItemAtPath: path + "/" + name)
    }

    func table(_ name: String) throws -> Table {
        Table(try text(of: name))
    }

    /// Both tables that two runs of a sweep reproduce to the byte.
    func tables(of run: String = "run") throws -> Tables {
        Tables(jobs: try text(of: run + "/jobs.csv"), accuracy: try text(of: run + "/accuracy.csv"))
    }

    /// The digest of every file of a run but the lock, which names its last holder, and the ledger, in whose header
    /// SQLite counts how often it was opened for writing.
    func fingerprints(of run: String = "run") throws -> [String: Int] {
        let names = try FileManager.default.subpathsOfDirectory(atPath: path + "/" + run)
        let files = try names.filter { name in
            let kind = try FileManager.default.attributesOfItem(atPath: "\(path)/\(run)/\(name)")[.type]
            return kind as? FileAttributeType == .typeRegular
        }
        let own = files.filter { $0 != "coordinator.lock" && !$0.hasPrefix("ledger.sqlite") }
        return Dictionary(uniqueKeysWithValues: try own.map { ($0, try bytes(of: "\(run)/\($0)").hashValue) })
    }

    // MARK: - Processes

    /// Starts `lethe`.
    func start(_ arguments: [String], environment: [String: String] = [:]) throws -> Program {
        try start(program: Self.binary, arguments, environment: environment)
    }

    /// Runs `lethe` to its end.
    func lethe(_ arguments: String..., environment: [String: String] = [:]) async throws -> Program.Ending {
        try await start(arguments, environment: environment).end()
    }

    /// Runs a shell's command line to its end; `$LETHE` stands for the program.
    func shell(
        _ command: String,
        with shell: String = "/bin/sh",
        environment: [String: String] = [:]
    ) async throws -> Program.Ending {
        let named = environment.merging(["LETHE": Self.binary]) { _, program in program }
        return try await start(program: shell, ["-c", command], environment: named).end()
    }

    /// Starts another program than the built one.
    func start(
        program: String,
        _ arguments: [String],
        environment: [String: String] = [:]
    ) throws -> Program {
        var variables = ProcessInfo.processInfo.environment
        for name in ["NO_COLOR", "FORCE_COLOR", "LETHE_ISA", "LETHE_WORKER"] { variables[name] = nil }
        variables["XDG_CACHE_HOME"] = path + "/cache"
        variables[Self.marker] = path
        variables.merge(environment) { _, own in own }
        return try Program(program, arguments, environment: variables, directory: path)
    }
}
