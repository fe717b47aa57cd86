/// Jobs per second, lately: over the last half minute, or since the first job ended if that is less.
struct ThroughputMeter {
    private static let span: Duration = .seconds(30)
    /// Counts at the ends of past intervals of a thirtieth of the span.
    private var marks: [(at: Instant, count: Int)]
    private var count = 0

    init(at now: Instant) {
        marks = [(now, 0)]
    }

    mutating func add(at now: Instant) {
        count += 1
        guard let last = marks.last, now - last.at >= Self.span / 30 else { return }
        marks.append((now, count))
        marks.removeAll { now - $0.at > Self.span && $0.count != count }
    }

    func perSecond(at now: Instant) -> Double {
        let since = marks.first { now - $0.at <= Self.span } ?? marks[marks.count - 1]
        let seconds = max((now - since.at).inSeconds, 0.001)
        return Double(count - since.count) / seconds
    }
}
