/// Count, mean, spread and range of numbers that are seen one at a time (Welford 1962).
public struct Moments: Hashable, Sendable {
    /// How many numbers were seen.
    public private(set) var count = 0
    /// 0 where nothing was seen.
    public private(set) var mean = 0.0
    /// The smallest number; infinity where nothing was seen.
    public private(set) var minimum = Double.infinity
    /// The largest number; minus infinity where nothing was seen.
    public private(set) var maximum = -Double.infinity
    private var squaredDeviations = 0.0

    /// No numbers yet.
    public init() {}

    /// The moments of these numbers.
    public init(_ values: some Sequence<Double>) {
        for value in values { add(value) }
    }

    /// Takes one more number into account.
    public mutating func add(_ value: Double) {
        count += 1
        let difference = value - mean
        mean += difference / Double(count)
        squaredDeviations += difference * (value - mean)
        minimum = min(minimum, value)
        maximum = max(maximum, value)
    }

    /// The sample variance, with n - 1 below; nil for fewer than two numbers.
    public var variance: Double? {
        count > 1 ? squaredDeviations / Double(count - 1) : nil
    }

    /// The sample standard deviation; nil for fewer than two numbers.
    public var standardDeviation: Double? { variance?.squareRoot() }

    /// The standard error of the mean; nil for fewer than two numbers.
    public var standardError: Double? {
        variance.map { ($0 / Double(count)).squareRoot() }
    }
}
