internal import Statistics

/// Measures a duration again and again until its median is known well enough.
public struct SteadyTime: Sendable {
    /// Fewer measurements than this say nothing about how much they differ.
    public var fewest = 5
    /// How well the median must be known, as a share of it.
    public var precision = 0.02
    /// The seconds after which it is taken as it is.
    public var patience = 0.5

    /// The usual demands.
    public init() {}

    /// The median of what a body measures, in seconds.
    public func median<Failure: Error>(of measure: () throws(Failure) -> Double) throws(Failure) -> Double {
        var times: [Double] = []
        var spent = 0.0
        while true {
            let time = try measure()
            times.append(time)
            spent += time
            guard times.count >= fewest || spent > patience, let quantiles = Quantiles(times) else { continue }
            if spent > patience || isSteady(quantiles) { return quantiles.median }
        }
    }

    /// Whether the quartiles, which no outlier moves, are so close that the median of so many measurements is sure.
    private func isSteady(_ quantiles: Quantiles) -> Bool {
        let spread = quantiles[0.75] - quantiles[0.25]
        return spread <= precision * quantiles.median * Double(quantiles.sorted.count).squareRoot()
    }
}
