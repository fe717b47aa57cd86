internal import FoundationEssentials
internal import Scheduling

/// The clock of an event loop: it never jumps, stands still while the machine sleeps, and knows the time of day.
struct LoopClock {
    private let clock = SuspendingClock()
    private let start: SuspendingClock.Instant
    private let startDate: Date

    init() {
        start = clock.now
        startDate = Date()
    }

    var now: Instant { Instant(nanoseconds: (clock.now - start).nanoseconds) }

    /// The time of day at an instant.
    func date(of instant: Instant) -> Date {
        startDate.addingTimeInterval((instant - .origin).inSeconds)
    }
}
