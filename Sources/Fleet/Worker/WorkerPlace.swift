internal import Experiments
internal import Glibc
public import Scheduling
internal import Synchronization

/// What a worker process inherits from the supervisor that started it: its name and its presence file.
public struct WorkerPlace: Sendable {
    /// The name under which the coordinator knows the worker.
    public let worker: WorkerID
    /// The name that the supervisor drew for all of its workers.
    public let host: HostID
    let presence: Presence

    /// The environment variable that holds a worker's name.
    static let workerVariable = "LETHE_WORKER"
    /// The environment variable that holds its host's name.
    static let hostVariable = "LETHE_HOST"

    /// The place that a supervisor gave this process, or nil if none did.
    public static var inherited: WorkerPlace? {
        guard let worker = value(of: workerVariable), let host = value(of: hostVariable) else { return nil }
        return WorkerPlace(
            worker: WorkerID(worker),
            host: HostID(host),
            presence: .inherited(host: HostID(host))
        )
    }

    private static func value(of variable: String) -> String? {
        guard let value = unsafe getenv(variable) else { return nil }
        return unsafe String(cString: value)
    }
}

/// A worker's hand on its presence file.
final class Presence: Sendable {
    private let descriptor: Int32
    private let record: Mutex<PresenceRecord>

    /// The length to which a record is filled up, so that one write replaces it whole.
    private static let recordBytes = 1024

    private init(descriptor: Int32) {
        self.descriptor = descriptor
        var record = PresenceRecord()
        record.process = getpid()
        self.record = Mutex(record)
    }

    static func inherited(host: HostID) -> Presence {
        _ = fcntl(ChildProcess.presenceDescriptor, F_SETFD, FD_CLOEXEC)
        let presence = Presence(descriptor: ChildProcess.presenceDescriptor)
        presence.update { $0.host = host }
        return presence
    }

    /// Changes what the file says; from any thread.
    func update(_ change: @Sendable (inout PresenceRecord) -> Void) {
        record.withLock { record in
            change(&record)
            var bytes = Array(record.text.utf8.prefix(Self.recordBytes))
            bytes += repeatElement(UInt8(ascii: "\n"), count: Self.recordBytes - bytes.count)
            _ = unsafe pwrite(descriptor, bytes, bytes.count, 0)
        }
    }
}

extension WorkerID {
    /// A name that no other process has.
    static func fresh(_ prefix: String) -> WorkerID { WorkerID(prefix + "-" + randomDigits()) }
}

extension HostID {
    /// A name that no other supervisor has.
    static func fresh() -> HostID { HostID("h-" + randomDigits()) }
}

/// Twelve hexadecimal digits.
private func randomDigits() -> Substring {
    String(UInt64.random(in: 0..<1 << 48) | 1 << 48, radix: 16).dropFirst()
}
