internal import Experiments
internal import Glibc
internal import Hashing
internal import Scheduling

/// A worker's file in its pool's private directory: locked for as long as the worker lives, it says what the worker
/// does.
///
/// The supervisor makes and locks it, and the worker inherits the open file and with it the lock. So a worker counts as
/// alive from the instant it is started to the instant it dies, whatever becomes of its supervisor.
struct PresenceFile {
    let worker: WorkerID
    let path: String

    private static let suffix = ".worker"

    init(of worker: WorkerID, in directory: PrivateDirectory) {
        self.worker = worker
        path = directory.file(worker.name + Self.suffix)
    }

    /// The files that a directory holds.
    static func all(in directory: PrivateDirectory) -> [PresenceFile] {
        directory.names.filter { $0.hasSuffix(suffix) }.map {
            PresenceFile(of: WorkerID(String($0.dropLast(suffix.count))), in: directory)
        }
    }

    /// Makes and locks the file; the lock lasts until every copy of the descriptor is closed.
    func create() throws(LetheError) -> Int32 {
        let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0, flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            throw SupervisorError.cannotKeepFiles(path)
        }
        return descriptor
    }

    /// Whether a worker holds the file.
    var isHeld: Bool {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return flock(descriptor, LOCK_SH | LOCK_NB) != 0
    }

    /// Blocks until no worker holds the file.
    func waitForEnd() {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        while flock(descriptor, LOCK_SH) != 0, errno == EINTR {}
        close(descriptor)
    }

    /// What the worker wrote last.
    func read() -> PresenceRecord {
        PresenceRecord(text: TextFile.read(path) ?? "")
    }

    func remove() {
        unsafe unlink(path)
    }
}

/// What a worker tells its supervisor, and a supervisor that comes after, by its presence file.
struct PresenceRecord: Hashable, Sendable {
    var process: pid_t?
    /// Whose slot it fills.
    var host: HostID?
    /// Whether a coordinator ever welcomed it.
    var hasJoined = false
    /// The job it is executing.
    var executing: JobID?
    /// Why it is about to end of its own accord.
    var exit: WorkerSession.Exit?

    init() {}
}

extension PresenceRecord {
    /// A fact a line.
    var text: String {
        var text =
            "process=\(process ?? 0)\nhost=\(host?.name ?? "")\njoined=\(hasJoined)\n"
            + "executing=\(executing?.description ?? "")\n"
        switch exit {
        case nil: break
        case .dismissed: text += "exit=dismissed\n"
        case .orphaned: text += "exit=orphaned\n"
        case .stopped: text += "exit=stopped\n"
        case .refused(let reason): text += "exit=refused\nreason=\(reason.replacing("\n", with: " "))\n"
        }
        return text
    }

    /// Reads what `text` wrote; a fact that cannot be read counts as not told.
    init(text: String) {
        var facts: [Substring: String] = [:]
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: "=", maxSplits: 1)
            if parts.count == 2 { facts[parts[0]] = String(parts[1]) }
        }
        process = facts["process"].flatMap { pid_t($0) }
        host = facts["host"].flatMap { $0.isEmpty ? nil : HostID($0) }
        hasJoined = facts["joined"] == "true"
        executing = facts["executing"].flatMap { Digest(hex: $0) }.map { JobID($0) }
        exit =
            switch facts["exit"] {
            case "dismissed": .dismissed
            case "orphaned": .orphaned
            case "stopped": .stopped
            case "refused": .refused(reason: facts["reason"] ?? "")
            default: nil
            }
    }
}
