public import Experiments
public import FoundationEssentials
internal import Glibc

/// The right to coordinate a run. It ends with this value or with the process, however that dies.
public struct RunLock: ~Copyable, Sendable {
    private let descriptor: Int32

    fileprivate init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    deinit {
        release(descriptor)
    }
}

/// Who coordinates a run.
public struct LockHolder: Hashable, Sendable {
    /// The coordinator's process id.
    public var process: Int
    /// The machine it runs on.
    public var host: String
    /// When it took the lock.
    public var since: Date
    /// Where it can be asked, once it listens.
    public var endpoint: String?

    /// A coordinator that takes the lock.
    public init(process: Int, host: String, since: Date, endpoint: String? = nil) {
        self.process = process
        self.host = host
        self.since = since
        self.endpoint = endpoint
    }
}

extension RunDirectory {
    /// Takes the directory for one coordinator.
    ///
    /// - Throws: `run.locked`, which names the holder, if another coordinator has it.
    public func lock(as holder: LockHolder) throws(LetheError) -> RunLock {
        try create()
        let descriptor = try openLockFile(O_RDWR | O_CREAT)
        guard waitForLock(on: descriptor) else {
            let other = readHolder()
            close(descriptor)
            throw locked(by: other)
        }
        // The text is only for people: what excludes others is the lock itself.
        try? Data(holder.text.utf8).write(to: URL(filePath: lockFile))
        return RunLock(descriptor: descriptor)
    }

    /// Says where the coordinator that holds the lock can be asked.
    public func announce(endpoint: String) {
        guard var holder = readHolder() else { return }
        holder.endpoint = endpoint
        try? Data(holder.text.utf8).write(to: URL(filePath: lockFile))
    }

    /// The coordinator at work here, or nil if there is none.
    public func coordinator() -> LockHolder? {
        guard let descriptor = try? openLockFile(O_RDONLY) else { return nil }
        defer { release(descriptor) }
        return flock(descriptor, LOCK_SH | LOCK_NB) == 0 ? nil : readHolder()
    }

    /// Tries for a fifth of a second, since `coordinator()` in another process holds the lock for an instant.
    private func waitForLock(on descriptor: Int32) -> Bool {
        for _ in 0..<20 {
            if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return true }
            usleep(10_000)
        }
        return false
    }

    private func openLockFile(_ flags: Int32) throws(LetheError) -> Int32 {
        // Closed in children: a worker that outlives its coordinator must not keep the lock.
        let descriptor = unsafe open(lockFile, flags | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            throw LetheError(
                "run.cannot-lock",
                "cannot open the lock '\(lockFile)': \(errnoText)",
                hint: "make the run directory writable, or choose another with --out",
                blame: .system
            )
        }
        return descriptor
    }

    private func readHolder() -> LockHolder? {
        (try? String(contentsOfFile: lockFile, encoding: .utf8)).flatMap(LockHolder.init(text:))
    }

    private func locked(by holder: LockHolder?) -> LetheError {
        let who = holder.map { "process \($0.process) on \($0.host) since \($0.since.formatted(.iso8601))" }
        return LetheError(
            "run.locked",
            "run directory '\(path)' is in use by \(who ?? "another coordinator")",
            hint: "wait until it is done, stop it, or choose another directory with --out"
        )
    }
}

/// Unlocks first: a child that is just being started may hold a copy of the descriptor until it runs its program.
private func release(_ descriptor: Int32) {
    flock(descriptor, LOCK_UN)
    close(descriptor)
}

private var errnoText: String { unsafe String(cString: strerror(errno)) }

extension LockHolder {
    /// A line for each fact.
    fileprivate var text: String {
        "process=\(process)\nhost=\(host)\nsince=\(since.timeIntervalSince1970)\n"
            + (endpoint.map { "endpoint=\($0)\n" } ?? "")
    }

    fileprivate init?(text: String) {
        var facts: [Substring: Substring] = [:]
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: "=", maxSplits: 1)
            if parts.count == 2 { facts[parts[0]] = parts[1] }
        }
        guard let process = facts["process"].flatMap({ Int($0) }), let host = facts["host"],
            let since = facts["since"].flatMap({ Double($0) })
        else { return nil }
        self.init(
            process: process,
            host: String(host),
            since: Date(timeIntervalSince1970: since),
            endpoint: facts["endpoint"].map(String.init)
        )
    }
}
