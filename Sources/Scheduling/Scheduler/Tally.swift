internal import Experiments

/// How many jobs ended, and how.
public struct Tally: Hashable, Sendable {
    /// Jobs with a complete outcome.
    public var done: Int
    /// Jobs whose loss stopped being finite.
    public var diverged: Int
    /// Jobs that were given up.
    public var failed: Int

    /// Counts of ended jobs.
    public init(done: Int = 0, diverged: Int = 0, failed: Int = 0) {
        self.done = done
        self.diverged = diverged
        self.failed = failed
    }

    /// All jobs that ended.
    public var total: Int { done + diverged + failed }

    enum Ending {
        case done, diverged, failed

        init(_ outcome: Outcome) {
            self = outcome.divergence == nil ? .done : .diverged
        }
    }

    mutating func count(_ ending: Ending) {
        switch ending {
        case .done: done += 1
        case .diverged: diverged += 1
        case .failed: failed += 1
        }
    }
}
