internal import FoundationEssentials
internal import Glibc

/// The right to something that one process may have at a time, by a lock on a file that names the holder.
///
/// It ends with this value or with the process, however that dies. It holds between containers that share the file.
public struct FileLock: ~Copyable, Sendable {
    private let descriptor: Int32
    private let path: String

    /// Takes the lock, or answers nil where another process has it. A holder's name is only for people: what excludes
    /// others is the lock itself.
    ///
    /// - Throws: what the system says where the file cannot be opened.
    public init?(at path: String, as holder: LockHolder) throws(LockFault) {
        // For a fifth of a second, since `holder(at:)` in another process holds the lock for an instant.
        for _ in 0..<20 {
            let descriptor = try Self.open(path, O_RDWR | O_CREAT)
            if flock(descriptor, LOCK_EX | LOCK_NB) == 0, Self.isFile(descriptor, at: path) {
                self.descriptor = descriptor
                self.path = path
                name(holder)
                return
            }
            close(descriptor)
            usleep(10_000)
        }
        return nil
    }

    /// Whether a file is still the one at a path: whoever had the lock before may have removed it.
    private static func isFile(_ descriptor: Int32, at path: String) -> Bool {
        var (own, named) = (stat(), stat())
        guard unsafe fstat(descriptor, &own) == 0, unsafe stat(path, &named) == 0 else { return false }
        return own.st_ino == named.st_ino && own.st_dev == named.st_dev
    }

    /// Removes the file, for as long as this process has the lock.
    public func removeFile() {
        unsafe unlink(path)
    }

    deinit {
        Self.release(descriptor)
    }

    /// Says who holds it, in place of what was said before.
    public func name(_ holder: LockHolder) {
        try? Data(holder.text.utf8).write(to: URL(filePath: path))
    }

    /// Who has a lock, or nil if nobody does.
    public static func holder(at path: String) -> LockHolder? {
        guard let descriptor = try? open(path, O_RDONLY) else { return nil }
        defer { release(descriptor) }
        return flock(descriptor, LOCK_SH | LOCK_NB) == 0 ? nil : lastHolder(at: path)
    }

    /// Who said last that it has the lock.
    public static func lastHolder(at path: String) -> LockHolder? {
        (try? String(contentsOfFile: path, encoding: .utf8)).flatMap(LockHolder.init(text:))
    }

    private static func open(_ path: String, _ flags: Int32) throws(LockFault) -> Int32 {
        // Closed in children: a worker that outlives its coordinator must not keep the lock.
        let descriptor = unsafe Glibc.open(path, flags | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw LockFault(reason: unsafe String(cString: strerror(errno))) }
        return descriptor
    }

    /// Unlocks first: a child that is just being started may hold a copy of the descriptor until it runs its program.
    private static func release(_ descriptor: Int32) {
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }
}

/// Why a lock's file cannot be opened.
public struct LockFault: Error, Hashable, Sendable {
    /// What the system says.
    public var reason: String
}
