public import Experiments
internal import Glibc

/// An address at which a coordinator meets its workers.
///
/// Until connections are encrypted these are a socket in a private directory, `ipc:///run/x/socket`, and a port that
/// only this machine can reach, `tcp://127.0.0.1:5555`.
public struct Endpoint: Hashable, Sendable, CustomStringConvertible {
    enum Transport: Hashable {
        case ipc(path: String)
        case tcp(host: String, port: String)
    }

    let transport: Transport

    /// The longest path of a socket: `sun_path` of unix(7) without its end.
    static let longestPath = 107

    /// A socket at an absolute path.
    init(path: String) throws(LetheError) {
        guard path.utf8.count <= Self.longestPath else { throw EndpointError.pathTooLong(path) }
        self.init(.ipc(path: path))
    }

    private init(_ transport: Transport) {
        self.transport = transport
    }

    /// Reads an address.
    ///
    /// - Throws: `endpoint.malformed`, `endpoint.path-too-long`, or `endpoint.not-encrypted` for an address that other
    ///   machines can reach.
    public init(_ text: String) throws(LetheError) {
        if let path = text.dropping("ipc://") {
            // "@" would be an abstract socket, which no directory protects.
            guard path.hasPrefix("/"), !path.hasSuffix("/") else { throw EndpointError.malformed(text) }
            try self.init(path: path)
        } else if let address = text.dropping("tcp://") {
            guard let colon = address.lastIndex(of: ":") else { throw EndpointError.malformed(text) }
            let port = String(address[address.index(after: colon)...])
            guard port == "*" || UInt16(port) != nil else { throw EndpointError.malformed(text) }
            guard let host = Self.loopback(String(address[..<colon])) else { throw EndpointError.notEncrypted(text) }
            self.init(.tcp(host: host, port: port))
        } else {
            throw EndpointError.malformed(text)
        }
    }

    /// As libzmq reads it.
    public var description: String {
        switch transport {
        case .ipc(let path): "ipc://\(path)"
        case .tcp(let host, let port): "tcp://\(host):\(port)"
        }
    }

    /// Whether peers are always on this machine and reached in an instant.
    var isLocal: Bool {
        if case .ipc = transport { true } else { false }
    }

    /// How long a worker may take at most to try again to connect.
    var longestReconnectInterval: Duration { isLocal ? .milliseconds(250) : .seconds(10) }

    /// Whether it is a socket to which this process may not connect. One that is not there yet may come.
    var isForbidden: Bool {
        guard case .ipc(let path) = transport else { return false }
        return unsafe access(path, W_OK) != 0 && errno == EACCES
    }

    /// The literal address of this machine's loopback that a host means, or nil if it may be another.
    private static func loopback(_ host: String) -> String? {
        if host == "localhost" { return "127.0.0.1" }
        if host == "[::1]" { return host }
        let fields = host.split(separator: ".", omittingEmptySubsequences: false)
        let numbers = fields.compactMap { UInt8($0) }
        guard fields.count == 4, numbers.count == 4, numbers[0] == 127 else { return nil }
        return numbers.map(String.init).joined(separator: ".")
    }
}

extension String {
    fileprivate func dropping(_ prefix: String) -> String? {
        hasPrefix(prefix) ? String(dropFirst(prefix.count)) : nil
    }
}
