public import Experiments
internal import Glibc
internal import Hashing
public import Ledger

/// A directory that only its owner may enter: it holds a pool's socket and its workers' presence files.
public struct PrivateDirectory: Hashable, Sendable {
    /// An absolute path.
    public let path: String
    /// The directory around it that was made for its kind; nil where the user chose the place.
    private let home: String?

    /// Makes the directory unless it is there, and checks that it is this user's alone.
    ///
    /// - Throws: `endpoint.not-private` or `endpoint.cannot-create`.
    public init(_ path: String) throws(LetheError) {
        try self.init(path, in: nil)
    }

    private init(_ path: String, in home: String?) throws(LetheError) {
        self.path = path
        self.home = home
        guard unsafe mkdir(path, 0o700) == 0 || errno == EEXIST else { throw EndpointError.cannotCreate(path) }
        try Self.check(path, forbids: 0o077, "others may enter it")
    }

    /// The directory of a run: another coordinator of the same run finds the same one, wherever it is started from.
    ///
    /// A run directory's own path may be too long for a socket, and its file system may know none, so it is the last
    /// place that is tried.
    ///
    /// - Parameter run: an existing directory.
    /// - Throws: `endpoint.no-private-place`, with what is wrong with each place.
    public init(of run: RunDirectory) throws(LetheError) {
        guard let resolved = unsafe realpath(run.path, nil) else { throw EndpointError.cannotCreate(run.path) }
        defer { unsafe free(resolved) }
        let own = unsafe String(cString: resolved)
        try self.init(named: String(Digest(sha256: own).hex.prefix(16)), in: PrivatePlaces.inherited.paths + [own])
    }

    /// The directory of a supervisor's workers, which no other process uses.
    ///
    /// - Throws: `endpoint.no-private-place`, with what is wrong with each place.
    public static func ofThisProcess() throws(LetheError) -> PrivateDirectory {
        try PrivateDirectory(named: "supervisor-\(getpid())", in: PrivatePlaces.inherited.paths)
    }

    /// Makes a directory in the first place of several that lets it.
    init(named name: String, in places: [String]) throws(LetheError) {
        var complaints: [String] = []
        for home in places {
            do throws(LetheError) {
                self = try Self.make(name, in: home)
                return
            } catch {
                complaints.append(error.message)
            }
        }
        throw EndpointError.noPrivatePlace(complaints)
    }

    /// How often a place is made again that another process has just removed as empty.
    private static let tries = 10

    private static func make(_ name: String, in home: String) throws(LetheError) -> PrivateDirectory {
        let path = "\(home)/\(name)"
        // Whether a socket fits is to be known before something is made.
        _ = try Endpoint(path: "\(path)/\(socket)")
        for _ in 0..<tries {
            guard unsafe mkdir(home, 0o700) == 0 || errno == EEXIST else { throw EndpointError.cannotCreate(home) }
            if unsafe mkdir(path, 0o700) == 0 || errno != ENOENT { break }
        }
        let directory = try PrivateDirectory(path, in: home)
        // Whoever may change what is around it could put another directory in its place.
        try check(home, forbids: 0o022, "others may change it")
        guard unsafe access(path, W_OK | X_OK) == 0 else { throw EndpointError.cannotCreate(path) }
        return directory
    }

    /// The directory of a socket, which must keep others out.
    init(around socket: String) throws(LetheError) {
        let parent = socket[..<(socket.lastIndex(of: "/") ?? socket.startIndex)]
        let path = parent.isEmpty ? "/" : String(parent)
        try self.init(path, in: PrivatePlaces.inherited.paths.first { path.hasPrefix($0 + "/") })
    }

    private static let socket = "socket"

    /// The socket in this directory at which workers and their coordinator meet.
    public func endpoint() throws(LetheError) -> Endpoint {
        try Endpoint(path: file(Self.socket))
    }

    func file(_ name: String) -> String { "\(path)/\(name)" }

    /// The names of the files in it.
    var names: [String] { FileNames.inDirectory(path) }

    /// Removes the directory if nothing is left in it, unless its place was chosen by the user.
    public func removeIfEmpty() {
        guard let home else { return }
        unsafe rmdir(path)
        // Only the last one succeeds.
        unsafe rmdir(home)
    }

    /// Removes the directory with all that workers left in it, unless one of them is still alive.
    ///
    /// - Parameter logs: a directory within it.
    public func removeUnlessInUse(logs: String) {
        guard !PresenceFile.all(in: self).contains(where: \.isHeld) else { return }
        for name in FileNames.inDirectory(logs) { unsafe unlink("\(logs)/\(name)") }
        unsafe rmdir(logs)
        for name in names { unsafe unlink(file(name)) }
        removeIfEmpty()
    }

    private static func check(
        _ path: String,
        forbids others: mode_t,
        _ complaint: String
    ) throws(LetheError) {
        var status = stat()
        guard unsafe lstat(path, &status) == 0 else { throw EndpointError.cannotCreate(path) }
        guard status.st_mode & S_IFMT == S_IFDIR else { throw EndpointError.notPrivate(path, "it is no directory") }
        guard status.st_uid == geteuid() else { throw EndpointError.notPrivate(path, "it belongs to another user") }
        guard status.st_mode & others == 0 else { throw EndpointError.notPrivate(path, complaint) }
    }
}
