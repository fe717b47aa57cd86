internal import Scheduling

/// Decides when progress is told: soon after a change, but not too often.
struct ProgressReporter {
    private let interval: Duration
    private var last: Instant?
    private var hasChanged = true

    init(interval: Duration) {
        self.interval = interval
    }

    mutating func noteChange() {
        hasChanged = true
    }

    /// The time until there is something to tell, or nil while there is nothing.
    func timeToReport(at now: Instant) -> Duration? {
        guard hasChanged else { return nil }
        guard let last else { return .zero }
        return max(last + interval - now, .zero)
    }

    /// Whether to tell now; if so, the next change counts from here.
    mutating func isDue(at now: Instant) -> Bool {
        guard timeToReport(at: now) == .zero else { return false }
        last = now
        hasChanged = false
        return true
    }
}
