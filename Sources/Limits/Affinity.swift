internal import Glibc

/// The processors on which this process may run (sched_setaffinity(2)): what `taskset`, a cpuset or a batch system left
/// it.
enum Affinity {
    static var coreCount: Int {
        coreCount(
            status: SystemFile.read("/proc/self/status") ?? "",
            online: SystemFile.read("/sys/devices/system/cpu/online")
        ) ?? max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    }

    /// Reads a process's status, or nil where it does not tell.
    ///
    /// - Parameter online: the processors that are switched on, if that is known: a mask may name others.
    static func coreCount(status: String, online: String?) -> Int? {
        let key = "Cpus_allowed_list:"
        guard let line = status.split(separator: "\n").first(where: { $0.hasPrefix(key) }) else { return nil }
        let allowed = processors(line.dropFirst(key.count))
        let usable = online.map { allowed.intersection(processors($0[...])) } ?? allowed
        return usable.isEmpty ? nil : usable.count
    }

    /// The numbers of a list such as `0-3,8,10-11`.
    private static func processors(_ list: Substring) -> Set<Int> {
        let ranges = list.split { $0 == "," || $0.isWhitespace }.compactMap { range -> ClosedRange<Int>? in
            let ends = range.split(separator: "-").compactMap { Int($0) }
            guard let first = ends.first, let last = ends.last, first <= last, last < mostProcessors else { return nil }
            return first...last
        }
        return Set(ranges.joined())
    }

    /// No kernel has more; a larger number is no processor's.
    private static let mostProcessors = 1 << 16
}
