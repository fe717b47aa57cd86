/// A sample in ascending order, for quantiles.
///
/// Quantiles are of type 7 (Hyndman & Fan 1996): linear between the order statistics, with the smallest number at 0 and
/// the largest at 1. R, numpy and Julia have it as their default.
public struct Quantiles: Hashable, Sendable {
    /// The numbers, ascending.
    public let sorted: [Double]

    /// Nil where there are no numbers; NaN has no place in an order and is left out.
    public init?(_ values: some Sequence<Double>) {
        let sorted = values.filter { !$0.isNaN }.sorted()
        if sorted.isEmpty { return nil }
        self.sorted = sorted
    }

    /// The quantile at a share from 0 to 1.
    public subscript(share: Double) -> Double {
        precondition(share >= 0 && share <= 1, "a quantile lies at a share from 0 to 1")
        let position = share * Double(sorted.count - 1)
        let below = Int(position)
        guard below + 1 < sorted.count else { return sorted[below] }
        let weight = position - Double(below)
        return sorted[below] + weight * (sorted[below + 1] - sorted[below])
    }

    /// The quantile at one half.
    public var median: Double { self[0.5] }
}
