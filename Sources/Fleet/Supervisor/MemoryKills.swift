/// The system's count of processes that it killed for want of memory.
enum MemoryKills {
    /// The count of this process's control group, or the machine's where there are no control groups (cgroups(7),
    /// proc(5)).
    static func count() -> Int {
        if let group = unifiedGroup, let count = read("/sys/fs/cgroup\(group)/memory.events") { return count }
        return read("/proc/vmstat") ?? 0
    }

    /// The path of this process's group in the unified hierarchy.
    private static var unifiedGroup: Substring? {
        TextFile.read("/proc/self/cgroup")?.split(separator: "\n").first { $0.hasPrefix("0::") }?.dropFirst(3)
    }

    private static func read(_ path: String) -> Int? {
        TextFile.read(path).flatMap { counter("oom_kill", in: $0) }
    }

    /// A counter from lines of a name and a number.
    static func counter(_ name: String, in text: String) -> Int? {
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: " ")
            if parts.count == 2, parts[0] == name { return Int(parts[1]) }
        }
        return nil
    }
}
