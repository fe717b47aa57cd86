internal import Logging
internal import Scheduling

/// Frames that are no messages: counted, logged now and then, and otherwise ignored.
struct MalformedFrames {
    private let logger: Logger
    private var count = 0
    private var nextReport = Instant.origin

    private static let reportInterval = Duration.seconds(10)

    init(logger: Logger) {
        self.logger = logger
    }

    mutating func note(_ reason: String, from peer: WorkerID?, at now: Instant) {
        count += 1
        guard now >= nextReport else { return }
        nextReport = now + Self.reportInterval
        logger.warning("ignored a malformed frame from \(peer?.name ?? "a stranger"): \(reason) (\(count) so far)")
    }
}
