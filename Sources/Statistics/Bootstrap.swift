/// Percentile intervals by resampling with replacement (Efron 1979).
public struct Bootstrap: Sendable {
    /// How often to resample.
    public var resamples: Int
    /// Decides the resamples.
    public var seed: UInt64

    /// A bootstrap with its own random numbers.
    public init(resamples: Int = 2000, seed: UInt64) {
        precondition(resamples > 0, "a bootstrap resamples at least once")
        self.resamples = resamples
        self.seed = seed
    }

    /// The interval of a statistic over a sample; nil for fewer than two elements.
    ///
    /// - Parameter statistic: a number for a resample, or nil where it is undefined; such resamples are left out.
    public func interval<Element>(
        of sample: [Element],
        level: Double = 0.95,
        statistic: ([Element]) -> Double?
    ) -> Interval? {
        guard sample.count > 1 else { return nil }
        var random = CounterRandom(seed: seed)
        var resample = sample
        var values: [Double] = []
        values.reserveCapacity(resamples)
        for _ in 0..<resamples {
            for index in resample.indices { resample[index] = sample[random.index(below: sample.count)] }
            if let value = statistic(resample) { values.append(value) }
        }
        guard let quantiles = Quantiles(values) else { return nil }
        return Interval(lower: quantiles[(1 - level) / 2], upper: quantiles[(1 + level) / 2], level: level)
    }
}
