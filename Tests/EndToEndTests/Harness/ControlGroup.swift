import Foundation

/// A control group of a test's own, of version 1 or 2, where this machine lets the test make one.
final class ControlGroup {
    /// What a group may have.
    enum Limit: Hashable {
        case cores(Double)
        case memory(bytes: Int)
    }

    private let folder: String

    /// What a shell says to put itself, and what it becomes, into the group.
    var entry: String { "echo $$ > '\(folder)/cgroup.procs'" }

    /// Nil where no such group can be made.
    init?(_ limit: Limit) {
        let place = Self.places(for: limit).first { FileManager.default.fileExists(atPath: $0.parent) }
        guard let place else { return nil }
        folder = "\(place.parent)/lethe-\(UUID().uuidString)"
        guard unsafe mkdir(folder, 0o755) == 0 else { return nil }
        let path = "\(folder)/\(place.file)"
        guard FileManager.default.fileExists(atPath: path), Self.write(place.text, to: path) else { return nil }
    }

    deinit {
        // A group goes once its last process has.
        for _ in 0..<100 where unsafe rmdir(folder) != 0 && errno == EBUSY { usleep(10_000) }
    }

    static func isAvailable(_ limit: Limit) -> Bool { ControlGroup(limit) != nil }

    private static func places(for limit: Limit) -> [(parent: String, file: String, text: String)] {
        let root = "/sys/fs/cgroup"
        // Where there is this file, the unified hierarchy is mounted, and the other places are not.
        let isUnified = FileManager.default.fileExists(atPath: root + "/cgroup.controllers")
        return switch limit {
        case .cores(let count):
            isUnified
                ? [(root, "cpu.max", "\(Int(count * 100_000)) 100000")]
                : [(root + "/cpu", "cpu.cfs_quota_us", "\(Int(count * 100_000))")]
        case .memory(let bytes):
            isUnified
                ? [(root, "memory.max", "\(bytes)")] : [(root + "/memory", "memory.limit_in_bytes", "\(bytes)")]
        }
    }

    private static func write(_ text: String, to path: String) -> Bool {
        guard let handle = FileHandle(forWritingAtPath: path) else { return false }
        defer { try? handle.close() }
        return (try? handle.write(contentsOf: Data(text.utf8))) != nil
    }
}
