internal import Experiments
internal import Glibc
internal import Ledger

/// The right to listen at a socket's path. libzmq would take the path from another process without a word.
struct AddressLock: ~Copyable {
    private let lock: FileLock
    private let socket: String

    /// Takes the address.
    ///
    /// - Throws: `endpoint.in-use`, which names the holder, or `endpoint.cannot-bind`.
    init(_ socket: String, of endpoint: Endpoint, as holder: LockHolder) throws(LetheError) {
        try Self.refuseOtherFile(socket, endpoint)
        let path = socket + ".lock"
        guard let lock = try Self.lock(path, endpoint, holder) else {
            throw EndpointError.inUse(endpoint, by: FileLock.lastHolder(at: path))
        }
        self.lock = lock
        self.socket = socket
    }

    deinit {
        // libzmq leaves its sockets behind.
        unsafe unlink(socket)
        lock.removeFile()
    }

    private static func lock(
        _ path: String,
        _ endpoint: Endpoint,
        _ holder: LockHolder
    ) throws(LetheError) -> FileLock? {
        do throws(LockFault) {
            return try FileLock(at: path, as: holder)
        } catch {
            throw EndpointError.cannotBind(endpoint, "cannot open '\(path)': \(error.reason)")
        }
    }

    /// libzmq would remove whatever stands at the path.
    private static func refuseOtherFile(_ path: String, _ endpoint: Endpoint) throws(LetheError) {
        var status = stat()
        guard unsafe lstat(path, &status) == 0, status.st_mode & S_IFMT != S_IFSOCK else { return }
        throw EndpointError.cannotBind(endpoint, "'\(path)' is there already and is no socket")
    }
}
