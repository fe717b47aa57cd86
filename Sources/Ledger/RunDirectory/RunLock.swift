public import Experiments

/// The right to coordinate a run.
public struct RunLock: ~Copyable, Sendable {
    private let lock: FileLock
    private var holder: LockHolder

    fileprivate init(_ lock: consuming FileLock, _ holder: LockHolder) {
        self.lock = lock
        self.holder = holder
    }

    /// Says where the coordinator that holds the lock can be asked.
    public mutating func announce(endpoint: String) {
        holder.endpoint = endpoint
        lock.name(holder)
    }
}

extension RunDirectory {
    /// Takes the directory for one coordinator.
    ///
    /// - Throws: `run.locked`, which names the holder, if another coordinator has it.
    public func lock(as holder: LockHolder) throws(LetheError) -> RunLock {
        try create()
        do throws(LockFault) {
            if let lock = try FileLock(at: lockFile, as: holder) { return RunLock(lock, holder) }
        } catch {
            throw LetheError(
                "run.cannot-lock",
                "cannot open the lock '\(lockFile)': \(error.reason)",
                hint: "make the run directory writable, or choose another with --out",
                blame: .system
            )
        }
        throw LetheError(
            "run.locked",
            "run directory '\(path)' is in use by \(FileLock.lastHolder(at: lockFile)?.words ?? "another coordinator")",
            hint: "wait until it is done, stop it, or choose another directory with --out"
        )
    }

    /// The coordinator at work here, or nil if there is none.
    public func coordinator() -> LockHolder? { FileLock.holder(at: lockFile) }
}
