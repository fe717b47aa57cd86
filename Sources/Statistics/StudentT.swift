#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Student's t distribution with a whole number of degrees of freedom.
public struct StudentT: Hashable, Sendable {
    /// At least 1.
    public let degreesOfFreedom: Int

    /// Beyond this many degrees of freedom the distribution hardly changes: its 97.5 % quantile is 1.9602, the normal's
    /// 1.9600.
    private static let degreesThatMatter = 10_000

    /// The distribution with so many degrees of freedom.
    public init(degreesOfFreedom: Int) {
        precondition(degreesOfFreedom > 0, "a t distribution has at least one degree of freedom")
        self.degreesOfFreedom = min(degreesOfFreedom, Self.degreesThatMatter)
    }

    /// The probability that |T| <= t, by the finite sums of Abramowitz & Stegun 1964, 26.7.3 and 26.7.4.
    public func probability(within t: Double) -> Double {
        let angle = atan(t / Double(degreesOfFreedom).squareRoot())
        let cosine = cos(angle)
        let isOdd = degreesOfFreedom % 2 == 1
        var term = isOdd ? cosine : 1
        var sum = degreesOfFreedom == 1 ? 0 : term
        for factor in stride(from: isOdd ? 2 : 1, to: degreesOfFreedom - 2, by: 2) {
            term *= cosine * cosine * Double(factor) / Double(factor + 1)
            sum += term
        }
        return isOdd ? (angle + sin(angle) * sum) * 2 / .pi : sin(angle) * sum
    }

    /// The t with `probability(within: t)` equal to `level`, by bisection to the last bits.
    public func halfWidth(level: Double) -> Double {
        precondition(level > 0 && level < 1, "a confidence lies between 0 and 1")
        var (lower, upper) = (0.0, 1.0)
        while probability(within: upper) < level { (lower, upper) = (upper, upper * 2) }
        while true {
            let middle = (lower + upper) / 2
            guard middle > lower, middle < upper, upper - lower > 1e-12 * upper else { return middle }
            if probability(within: middle) < level { lower = middle } else { upper = middle }
        }
    }
}

extension Moments {
    /// Student's interval for the mean; nil for fewer than two numbers.
    public func confidenceInterval(level: Double = 0.95) -> Interval? {
        guard let standardError else { return nil }
        let reach = StudentT(degreesOfFreedom: count - 1).halfWidth(level: level) * standardError
        return Interval(lower: mean - reach, upper: mean + reach, level: level)
    }
}
