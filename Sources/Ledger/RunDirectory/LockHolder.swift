public import FoundationEssentials

/// Who has a lock: the coordinator of a run, or the one that listens at an address.
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

extension LockHolder {
    /// This process, which takes the lock now.
    public static func thisProcess(at now: Date) -> LockHolder {
        let process = ProcessInfo.processInfo
        return LockHolder(process: Int(process.processIdentifier), host: process.hostName, since: now)
    }

    /// The holder in words.
    public var words: String { "process \(process) on \(host) since \(since.formatted(.iso8601))" }

    /// A line for each fact.
    var text: String {
        "process=\(process)\nhost=\(host)\nsince=\(since.timeIntervalSince1970)\n"
            + (endpoint.map { "endpoint=\($0)\n" } ?? "")
    }

    init?(text: String) {
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
