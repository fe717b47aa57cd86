/// How strongly two measurements of the same things go together, from -1 to 1.
public enum Correlation {
    /// Pearson's r; nil for fewer than two pairs or where one side does not vary.
    public static func pearson(_ first: [Double], _ second: [Double]) -> Double? {
        precondition(first.count == second.count, "a correlation is of pairs")
        guard first.count > 1 else { return nil }
        let (mean1, mean2) = (Moments(first).mean, Moments(second).mean)
        var (covariance, variance1, variance2) = (0.0, 0.0, 0.0)
        for (one, two) in zip(first, second) {
            covariance += (one - mean1) * (two - mean2)
            variance1 += (one - mean1) * (one - mean1)
            variance2 += (two - mean2) * (two - mean2)
        }
        guard variance1 > 0, variance2 > 0 else { return nil }
        return max(-1, min(1, covariance / (variance1 * variance2).squareRoot()))
    }

    /// Spearman's rho: Pearson's r of the ranks, ties sharing the mean rank (Spearman 1904).
    public static func spearman(_ first: [Double], _ second: [Double]) -> Double? {
        pearson(ranks(of: first), ranks(of: second))
    }

    /// Kendall's tau-b, which corrects for ties (Kendall 1945); by counting all pairs.
    public static func kendall(_ first: [Double], _ second: [Double]) -> Double? {
        precondition(first.count == second.count, "a correlation is of pairs")
        var (score, untied1, untied2) = (0, 0, 0)
        for later in first.indices {
            for earlier in 0..<later {
                let sign1 = (first[later] - first[earlier]).directionSign
                let sign2 = (second[later] - second[earlier]).directionSign
                score += sign1 * sign2
                untied1 += sign1 * sign1
                untied2 += sign2 * sign2
            }
        }
        guard untied1 > 0, untied2 > 0 else { return nil }
        return Double(score) / (Double(untied1) * Double(untied2)).squareRoot()
    }
}

extension Double {
    fileprivate var directionSign: Int { self > 0 ? 1 : self < 0 ? -1 : 0 }
}
