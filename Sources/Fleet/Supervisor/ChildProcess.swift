internal import Experiments
internal import Glibc

/// How a process ended.
enum ProcessEnd: Hashable, Sendable {
    case exited(code: Int)
    case signalled(Int)

    /// Reads the status of wait(2).
    init(status: Int32) {
        let signal = status & 0x7F
        self = signal == 0 ? .exited(code: Int(status >> 8 & 0xFF)) : .signalled(Int(signal))
    }
}

/// A worker process that this process started.
struct ChildProcess: Hashable, Sendable {
    let id: pid_t

    /// The descriptor under which a child finds its presence file.
    static let presenceDescriptor: Int32 = 3

    /// Starts a process in a group of its own, so that a terminal's Ctrl-C does not reach it.
    ///
    /// - Parameters:
    ///   - log: the file that its output is appended to.
    ///   - presence: a descriptor that the child keeps as its own.
    /// - Throws: `worker.cannot-start`.
    static func spawn(_ command: WorkerCommand, log: String, presence: Int32) throws(LetheError) -> ChildProcess {
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        unsafe posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, log, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        unsafe posix_spawn_file_actions_adddup2(&actions, STDERR_FILENO, STDOUT_FILENO)
        unsafe posix_spawn_file_actions_adddup2(&actions, presence, presenceDescriptor)
        // What this process inherited itself must not be kept open by a worker that outlives it.
        for descriptor in openDescriptors where descriptor > presenceDescriptor {
            unsafe posix_spawn_file_actions_addclose(&actions, descriptor)
        }

        var attributes = posix_spawnattr_t()
        unsafe posix_spawnattr_init(&attributes)
        defer { unsafe posix_spawnattr_destroy(&attributes) }
        setOwnGroupAndSignals(&attributes)

        let arguments = [command.executable] + command.arguments
        let environment = command.environment.map { "\($0.key)=\($0.value)" }.sorted()
        var id: pid_t = 0
        let image = command.image ?? command.executable
        let status = unsafe withCStrings(arguments) { arguments in
            unsafe withCStrings(environment) { environment in
                unsafe posix_spawn(&id, image, &actions, &attributes, arguments, environment)
            }
        }
        guard status == 0 else { throw SupervisorError.cannotStart(command, SystemError.text(of: status)) }
        return ChildProcess(id: id)
    }

    /// A group of its own, no signal blocked, and none ignored: both would be inherited.
    private static func setOwnGroupAndSignals(_ attributes: inout posix_spawnattr_t) {
        let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
        unsafe posix_spawnattr_setflags(&attributes, Int16(flags))
        unsafe posix_spawnattr_setpgroup(&attributes, 0)
        var signals = sigset_t()
        unsafe sigemptyset(&signals)
        unsafe posix_spawnattr_setsigmask(&attributes, &signals)
        unsafe sigfillset(&signals)
        unsafe posix_spawnattr_setsigdefault(&attributes, &signals)
    }

    private static var openDescriptors: [Int32] {
        FileNames.inDirectory("/proc/self/fd").compactMap { Int32($0) }
    }

    private static func withCStrings<Result>(
        _ strings: [String],
        _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
    ) -> Result {
        let copies = unsafe strings.map { unsafe strdup($0) }
        defer { unsafe copies.forEach { unsafe free($0) } }
        return unsafe body(copies + [nil])
    }

    /// Blocks until the process has ended, and leaves it to be reaped, so that its id still means it.
    func waitForEnd() {
        var information = unsafe siginfo_t()
        while unsafe waitid(P_PID, id_t(id), &information, WEXITED | WNOWAIT) != 0, errno == EINTR {}
    }

    /// Takes the ended process from the system's table.
    func reap() -> ProcessEnd {
        var status: Int32 = 0
        while unsafe waitpid(id, &status, 0) < 0, errno == EINTR {}
        return ProcessEnd(status: status)
    }

    func send(signal: Int32) {
        kill(id, signal)
    }
}
