import Scheduling
import Testing

@testable import Fleet

@Suite("Progress")
struct ProgressReporterTests {
    private let start = Instant(nanoseconds: 5)
    private func instant(milliseconds: Int) -> Instant { start + Duration.milliseconds(milliseconds) }

    @Test("is told soon after a change, and not more often than it may be")
    func pace() {
        var reporter = ProgressReporter(interval: .milliseconds(100))
        let isDue = { (milliseconds: Int) in reporter.isDue(at: instant(milliseconds: milliseconds)) }
        #expect(isDue(0))
        #expect(!isDue(10_000), "nothing changed")
        reporter.noteChange()
        #expect(isDue(10_000))
        reporter.noteChange()
        #expect(!isDue(10_099))
        #expect(reporter.timeToReport(at: instant(milliseconds: 10_099)) == .milliseconds(1))
        #expect(isDue(10_100))
        #expect(reporter.timeToReport(at: instant(milliseconds: 10_100)) == nil)
    }
}
