import Foundation
import Glibc

/// A running process in a group of its own, with its output in files: nothing it prints can block it.
final class Program {
    let id: pid_t
    private let outputPath: String
    private let errorsPath: String
    private var ending: Ending?

    /// How a process ended, and what it printed.
    struct Ending: CustomStringConvertible {
        /// The exit code, unless a signal ended it.
        var code: Int32?
        /// The signal that ended it.
        var signal: Int32?
        var output: String
        var errors: String

        var description: String {
            let end = code.map { "exit code \($0)" } ?? "signal \(signal ?? 0)"
            return "\(end)\n--- output\n\(output)\n--- errors\n\(errors)"
        }
    }

    /// Starts a program with arguments, an environment and a working directory.
    init(_ path: String, _ arguments: [String], environment: [String: String], directory: String) throws {
        let stem = "\(directory)/\(UUID().uuidString)"
        outputPath = stem + ".out"
        errorsPath = stem + ".err"
        id = try Self.spawn(path, arguments, environment, directory, output: outputPath, errors: errorsPath)
    }

    deinit {
        guard ending == nil else { return }
        kill(id, SIGKILL)
        var status: Int32 = 0
        unsafe waitpid(id, &status, 0)
    }

    /// What it printed on standard output so far.
    var output: String { Self.text(outputPath) }

    /// What it printed on standard error so far.
    var errors: String { Self.text(errorsPath) }

    var hasEnded: Bool { reap() != nil }

    func send(_ signal: Int32) {
        kill(id, signal)
    }

    /// What a terminal does when Ctrl-C is typed.
    func typeControlC() {
        kill(-id, SIGINT)
    }

    /// Waits for its end.
    func end() async throws -> Ending {
        try await eventually("process \(id) ends") { reap() }
    }

    private func reap() -> Ending? {
        if let ending { return ending }
        var status: Int32 = 0
        guard unsafe waitpid(id, &status, WNOHANG) == id else { return nil }
        let signal = status & 0x7F
        ending = Ending(
            code: signal == 0 ? status >> 8 & 0xFF : nil,
            signal: signal == 0 ? nil : signal,
            output: Self.text(outputPath),
            errors: Self.text(errorsPath)
        )
        return ending
    }

    private static func text(_ path: String) -> String {
        String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
    }

    // Foundation's `Process` hands a descriptor on to the program's own children and learns of its end by that, so it
    // takes a coordinator that was killed for alive while its workers are.
    private static func spawn(
        _ path: String,
        _ arguments: [String],
        _ environment: [String: String],
        _ directory: String,
        output: String,
        errors: String
    ) throws -> pid_t {
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        unsafe posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output, O_WRONLY | O_CREAT, 0o600)
        unsafe posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, errors, O_WRONLY | O_CREAT, 0o600)

        var attributes = posix_spawnattr_t()
        unsafe posix_spawnattr_init(&attributes)
        defer { unsafe posix_spawnattr_destroy(&attributes) }
        let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
        unsafe posix_spawnattr_setflags(&attributes, Int16(flags))
        var signals = sigset_t()
        unsafe sigemptyset(&signals)
        unsafe posix_spawnattr_setsigmask(&attributes, &signals)
        unsafe sigfillset(&signals)
        unsafe posix_spawnattr_setsigdefault(&attributes, &signals)

        // env(1) changes the directory, which posix_spawn cannot, and becomes the program.
        let env = "/usr/bin/env"
        let words = unsafe ([env, "--chdir=\(directory)", path] + arguments).map { unsafe strdup($0) }
        let variables = unsafe environment.map { unsafe strdup("\($0.key)=\($0.value)") }
        defer { unsafe (words + variables).forEach { unsafe free($0) } }
        var id: pid_t = 0
        let status = unsafe posix_spawn(&id, env, &actions, &attributes, words + [nil], variables + [nil])
        guard status == 0 else { throw POSIXError(POSIXErrorCode(rawValue: status) ?? .EINVAL) }
        return id
    }
}
