/// What each factor of a balanced full-factorial explains of a response's variance: an exact ANOVA with every main
/// effect and every pairwise interaction (Fisher 1925; Montgomery 2017, ch. 5).
///
/// Sums of squares of a balanced design add up, so shares of the total do too.
public struct FactorialVariance: Hashable, Sendable {
    /// One source of variance.
    public struct Component: Hashable, Sendable {
        /// The factors by index: one for a main effect, two for an interaction.
        public var factors: [Int]
        /// The squared deviations that it explains.
        public var sumOfSquares: Double
        /// How many numbers describe it.
        public var degreesOfFreedom: Int
        /// The part of the total sum of squares (eta squared), from 0 to 1.
        public var share: Double
        /// The share beyond what noise alone would give (epsilon squared; Kelley 1935), never below 0; nil without
        /// noise.
        public var shareBeyondNoise: Double?
    }

    /// Where the noise comes from.
    public enum NoiseSource: Hashable, Sendable {
        /// The spread between repeats of the same combination of levels.
        case repeats
        /// The interaction of all factors, when nothing was repeated.
        case highestInteraction
    }

    /// The noise that effects are compared with.
    public struct Noise: Hashable, Sendable {
        /// What was taken for noise.
        public var source: NoiseSource
        /// The squared deviations that it explains.
        public var sumOfSquares: Double
        /// How many numbers describe it.
        public var degreesOfFreedom: Int
        /// The part of the total sum of squares, from 0 to 1.
        public var share: Double
        /// The sum of squares over its degrees of freedom.
        public var meanSquare: Double { sumOfSquares / Double(degreesOfFreedom) }
    }

    /// The squared deviations of all values from their mean.
    public let totalSumOfSquares: Double
    /// Main effects in the order of the factors, then pairs; the pair is absent where it has to serve as the noise.
    public let components: [Component]
    /// The share of the interactions of three and more factors that are not the noise.
    public let higherInteractionShare: Double
    /// Nil for a single factor without repeats.
    public let noise: Noise?

    /// - Parameters:
    ///   - levelCounts: how many levels each factor has, at least two.
    ///   - repeats: how many values each combination of levels has.
    ///   - values: every combination in mixed radix, the last factor varying fastest but for the repeats, which stand
    ///     together.
    /// - Returns: nil where there is no factor or the values do not vary.
    public init?(levelCounts: [Int], repeats: Int = 1, values: [Double]) {
        precondition(levelCounts.allSatisfy { $0 >= 2 } && repeats >= 1, "factors have two levels or more")
        precondition(values.count == levelCounts.reduce(repeats, *), "a value for each combination and repeat")
        guard !levelCounts.isEmpty else { return nil }
        let design = Design(levelCounts: levelCounts, repeats: repeats, values: values)
        totalSumOfSquares = design.totalSumOfSquares
        // Rounding alone leaves some variance in a constant response.
        guard totalSumOfSquares > 1e-24 * values.reduce(0, { $0 + $1 * $1 }) else { return nil }

        let noise = design.noise
        self.noise = noise
        var components: [Component] = []
        let pairsAreNoise = repeats == 1 && levelCounts.count == 2
        for factors in design.mainEffects + (pairsAreNoise ? [] : design.pairs) {
            components.append(design.component(of: factors, noise: noise))
        }
        self.components = components
        let named = components.reduce(0) { $0 + $1.share } + (noise?.share ?? 0)
        // What rounding leaves where there is no such interaction is none.
        higherInteractionShare = design.hasHigherInteractions ? max(0, 1 - named) : 0
    }

    /// The component of a set of factors.
    public func component(of factors: [Int]) -> Component? {
        components.first { $0.factors == factors.sorted() }
    }
}

/// The values of a balanced design, and the sums of squares of its effects.
private struct Design {
    let levelCounts: [Int]
    let repeats: Int
    let values: [Double]
    let totalSumOfSquares: Double
    private let cellMeans: Tensor

    init(levelCounts: [Int], repeats: Int, values: [Double]) {
        self.levelCounts = levelCounts
        self.repeats = repeats
        self.values = values
        let mean = Moments(values).mean
        totalSumOfSquares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        var cells = Tensor(counts: levelCounts + [repeats], values: values.map { $0 - mean })
        cells.average(over: levelCounts.count)
        cellMeans = cells
    }

    var mainEffects: [[Int]] { levelCounts.indices.map { [$0] } }

    var pairs: [[Int]] {
        levelCounts.indices.flatMap { first in (first + 1..<levelCounts.count).map { [first, $0] } }
    }

    /// Three factors have one interaction of three, which without repeats is the noise.
    var hasHigherInteractions: Bool { levelCounts.count > (repeats > 1 ? 2 : 3) }

    var noise: FactorialVariance.Noise? {
        let all = Array(levelCounts.indices)
        guard repeats > 1 || all.count > 1 else { return nil }
        let sum = repeats > 1 ? sumOfSquaresWithinCells : sumOfSquares(of: all)
        return .init(
            source: repeats > 1 ? .repeats : .highestInteraction,
            sumOfSquares: sum,
            degreesOfFreedom: repeats > 1 ? values.count / repeats * (repeats - 1) : degreesOfFreedom(of: all),
            share: sum / totalSumOfSquares
        )
    }

    func component(of factors: [Int], noise: FactorialVariance.Noise?) -> FactorialVariance.Component {
        let sum = sumOfSquares(of: factors)
        let degrees = degreesOfFreedom(of: factors)
        return .init(
            factors: factors,
            sumOfSquares: sum,
            degreesOfFreedom: degrees,
            share: sum / totalSumOfSquares,
            shareBeyondNoise: noise.map { max(0, sum - Double(degrees) * $0.meanSquare) / totalSumOfSquares }
        )
    }

    private func degreesOfFreedom(of factors: [Int]) -> Int {
        factors.reduce(1) { $0 * (levelCounts[$1] - 1) }
    }

    private var sumOfSquaresWithinCells: Double {
        stride(from: 0, to: values.count, by: repeats).reduce(0) { sum, start in
            let cell = values[start..<start + repeats]
            let mean = Moments(cell).mean
            return sum + cell.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        }
    }

    /// The effect of these factors together, beyond what any part of them explains: averaged over all other factors,
    /// then centred along each of these.
    private func sumOfSquares(of factors: [Int]) -> Double {
        var effects = cellMeans
        for factor in levelCounts.indices where !factors.contains(factor) { effects.average(over: factor) }
        for factor in factors { effects.centre(along: factor) }
        let weight = Double(values.count / effects.values.count)
        return weight * effects.values.reduce(0) { $0 + $1 * $1 }
    }
}

/// Numbers in as many dimensions as there are counts, the last varying fastest.
private struct Tensor {
    var counts: [Int]
    var values: [Double]

    /// Replaces a dimension by its mean.
    mutating func average(over dimension: Int) {
        values = means(along: dimension)
        counts[dimension] = 1
    }

    /// Takes the mean along a dimension from every value.
    mutating func centre(along dimension: Int) {
        let means = means(along: dimension)
        let inner = innerCount(of: dimension)
        for index in values.indices {
            values[index] -= means[index / (inner * counts[dimension]) * inner + index % inner]
        }
    }

    private func means(along dimension: Int) -> [Double] {
        let inner = innerCount(of: dimension)
        var sums = [Double](repeating: 0, count: values.count / counts[dimension])
        for (index, value) in values.enumerated() {
            sums[index / (inner * counts[dimension]) * inner + index % inner] += value
        }
        return sums.map { $0 / Double(counts[dimension]) }
    }

    private func innerCount(of dimension: Int) -> Int {
        counts[(dimension + 1)...].reduce(1, *)
    }
}
