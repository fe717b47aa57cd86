public import Experiments
internal import Glibc
internal import Hashing
public import Ledger

/// A directory that only its owner may enter: it holds a pool's socket and its workers' presence files.
public struct PrivateDirectory: Hashable, Sendable {
    /// An absolute path.
    public let path: String

    /// Makes the directory unless it is there, and checks that it is this user's alone.
    ///
    /// - Throws: `endpoint.not-private` or `endpoint.cannot-create`.
    public init(_ path: String) throws(LetheError) {
        self.path = path
        guard unsafe mkdir(path, 0o700) == 0 || errno == EEXIST else { throw EndpointError.cannotCreate(path) }
        try check()
    }

    /// The directory of a run: another coordinator of the same run finds the same one, wherever it is started from.
    ///
    /// It stands below `/tmp/lethe-UID`, since a run directory's own path may be too long for a socket, and since
    /// `XDG_RUNTIME_DIR` differs between logins and vanishes with the last of them while a run goes on.
    ///
    /// - Parameter run: an existing directory.
    public init(of run: RunDirectory) throws(LetheError) {
        guard let resolved = unsafe realpath(run.path, nil) else { throw EndpointError.cannotCreate(run.path) }
        defer { unsafe free(resolved) }
        try self.init(named: String(Digest(sha256: unsafe String(cString: resolved)).hex.prefix(16)))
    }

    /// The directory of a supervisor's workers, which no other process uses.
    public static func ofThisProcess() throws(LetheError) -> PrivateDirectory {
        try PrivateDirectory(named: "supervisor-\(getpid())")
    }

    private init(named name: String) throws(LetheError) {
        _ = try PrivateDirectory(Self.home)
        try self.init("\(Self.home)/\(name)")
    }

    private static var home: String { "/tmp/lethe-\(geteuid())" }

    /// The directory of a socket, which must keep others out.
    init(around socket: String) throws(LetheError) {
        let parent = socket[..<(socket.lastIndex(of: "/") ?? socket.startIndex)]
        try self.init(parent.isEmpty ? "/" : String(parent))
    }

    /// The socket in this directory at which workers and their coordinator meet.
    public func endpoint() throws(LetheError) -> Endpoint {
        try Endpoint(path: file("socket"))
    }

    func file(_ name: String) -> String { "\(path)/\(name)" }

    /// The names of the files in it.
    var names: [String] { FileNames.inDirectory(path) }

    /// Removes the directory if nothing is left in it, unless its place was chosen by the user.
    func removeIfEmpty() {
        if path.hasPrefix(Self.home + "/") { unsafe rmdir(path) }
    }

    private func check() throws(LetheError) {
        var status = stat()
        guard unsafe lstat(path, &status) == 0 else { throw EndpointError.cannotCreate(path) }
        guard status.st_mode & S_IFMT == S_IFDIR else { throw EndpointError.notPrivate(path, "it is no directory") }
        guard status.st_uid == geteuid() else { throw EndpointError.notPrivate(path, "it belongs to another user") }
        guard status.st_mode & 0o077 == 0 else { throw EndpointError.notPrivate(path, "others may enter it") }
    }
}
