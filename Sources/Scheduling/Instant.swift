/// A point in time: nanoseconds since an origin that whoever owns the clock has chosen.
///
/// Nothing in this module reads a clock; time comes in as an argument.
public struct Instant: Hashable, Comparable, Sendable {
    /// Nanoseconds since the origin; negative before it.
    public var nanoseconds: Int64

    /// The point so many nanoseconds after the origin.
    public init(nanoseconds: Int64) {
        self.nanoseconds = nanoseconds
    }

    /// The clock's origin.
    public static let origin = Instant(nanoseconds: 0)

    /// Whether one point is before the other.
    public static func < (one: Instant, other: Instant) -> Bool { one.nanoseconds < other.nanoseconds }

    /// The point that much later.
    public static func + (instant: Instant, duration: Duration) -> Instant {
        Instant(nanoseconds: instant.nanoseconds + duration.nanoseconds)
    }

    /// The time from the earlier point to the later one.
    public static func - (later: Instant, earlier: Instant) -> Duration {
        .nanoseconds(later.nanoseconds - earlier.nanoseconds)
    }
}

extension Duration {
    /// The duration in nanoseconds, cut off below.
    public var nanoseconds: Int64 {
        components.seconds * 1_000_000_000 + components.attoseconds / 1_000_000_000
    }

    /// The duration in seconds.
    public var inSeconds: Double { Double(nanoseconds) / 1e9 }
}
