internal import Limits

/// The system's count of processes that it killed for want of memory.
enum MemoryKills {
    /// The count of this process's control group, or the machine's where there are no control groups (cgroups(7),
    /// proc(5)).
    static func count() -> Int {
        ControlGroups.ofThisProcess.memoryKills
            ?? TextFile.read("/proc/vmstat").flatMap { ControlGroups.counter("oom_kill", in: $0) } ?? 0
    }
}
