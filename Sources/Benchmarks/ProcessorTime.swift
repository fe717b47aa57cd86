internal import Foundation

/// Seconds of processor time that this thread has used: other work on the machine does not count.
public enum ProcessorTime {
    /// The seconds that this thread computes for a body.
    public static func measure<Failure: Error>(_ work: () throws(Failure) -> Void) throws(Failure) -> Double {
        let start = now()
        try work()
        return now() - start
    }

    private static func now() -> Double {
        var time = timespec()
        unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}
