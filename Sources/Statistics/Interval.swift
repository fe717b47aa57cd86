/// A range that holds an unknown number with a stated confidence.
public struct Interval: Hashable, Sendable {
    /// The lower end.
    public var lower: Double
    /// The upper end.
    public var upper: Double
    /// The confidence, 0.95 for a 95 % interval.
    public var level: Double

    /// An interval from its ends.
    public init(lower: Double, upper: Double, level: Double) {
        self.lower = lower
        self.upper = upper
        self.level = level
    }

    /// Whether a number lies within, ends included.
    public func contains(_ value: Double) -> Bool { lower <= value && value <= upper }

    /// Whether two intervals share a number.
    public func overlaps(_ other: Interval) -> Bool { lower <= other.upper && other.lower <= upper }
}
