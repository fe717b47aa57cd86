internal import Experiments
internal import Glibc

/// What the calling thread spends from now on, and how high the process's memory rises.
struct CostMeter {
    private let wallStart = Self.seconds(CLOCK_MONOTONIC)
    private let cpuStart = Self.seconds(CLOCK_THREAD_CPUTIME_ID)

    init() {
        // Resets the high-water mark of resident memory (proc(5), clear_refs).
        TextFile.overwrite("/proc/self/clear_refs", with: "5")
    }

    func cost(operations: Int) -> AttemptCost {
        AttemptCost(
            wallSeconds: Self.seconds(CLOCK_MONOTONIC) - wallStart,
            cpuSeconds: Self.seconds(CLOCK_THREAD_CPUTIME_ID) - cpuStart,
            peakMemoryBytes: Self.peakMemoryBytes,
            operations: operations
        )
    }

    /// The high-water mark of the process's resident memory; 0 where the system does not tell.
    private static var peakMemoryBytes: Int {
        for line in (TextFile.read("/proc/self/status") ?? "").split(separator: "\n") where line.hasPrefix("VmHWM:") {
            let fields = line.split(whereSeparator: \.isWhitespace)
            return fields.count == 3 ? (Int(fields[1]) ?? 0) * 1024 : 0
        }
        return 0
    }

    private static func seconds(_ clock: clockid_t) -> Double {
        var time = timespec()
        unsafe clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
