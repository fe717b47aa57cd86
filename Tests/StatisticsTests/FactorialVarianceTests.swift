import Statistics
import Testing

@Suite("Shares of variance")
struct FactorialVarianceTests {
    @Test("two factors by two repeats, by hand: 8, 2, 0 and 2 of 12")
    func handComputed() throws {
        // Means 2 3 / 4 5 with deviations of +-0.5: A = 8 * 1, B = 8 * 0.25, AB = 0, noise = 8 * 0.25.
        let values = [1.5, 2.5, 2.5, 3.5, 3.5, 4.5, 4.5, 5.5]
        let variance = try #require(FactorialVariance(levelCounts: [2, 2], repeats: 2, values: values))
        #expect(abs(variance.totalSumOfSquares - 12) < 1e-12)
        #expect(variance.components.map(\.factors) == [[0], [1], [0, 1]])
        #expect(abs(variance.components[0].sumOfSquares - 8) < 1e-12)
        #expect(abs(variance.components[1].sumOfSquares - 2) < 1e-12)
        #expect(abs(variance.components[2].sumOfSquares) < 1e-12)
        let noise = try #require(variance.noise)
        #expect(noise.source == .repeats)
        #expect(noise.degreesOfFreedom == 4)
        #expect(abs(noise.sumOfSquares - 2) < 1e-12)
        // 8 less one noise mean square of 0.5.
        #expect(abs(try #require(variance.components[0].shareBeyondNoise) - 7.5 / 12) < 1e-12)
        #expect(variance.components[2].shareBeyondNoise == 0)
        #expect(variance.higherInteractionShare == 0)
    }

    @Test("two factors without repeats: the interaction is the noise")
    func interactionAsNoise() throws {
        // Rows 1 2 / 3 8: A means 1.5 5.5, B means 2 5, interaction effects +-1.
        let variance = try #require(FactorialVariance(levelCounts: [2, 2], values: [1, 2, 3, 8]))
        #expect(variance.components.map(\.factors) == [[0], [1]])
        #expect(abs(variance.components[0].sumOfSquares - 16) < 1e-12)
        #expect(abs(variance.components[1].sumOfSquares - 9) < 1e-12)
        #expect(variance.noise?.source == .highestInteraction)
        #expect(abs(try #require(variance.noise).sumOfSquares - 4) < 1e-12)
        #expect(variance.noise?.degreesOfFreedom == 1)
    }

    @Test("a product of two factors is all interaction, wherever a third stands")
    func pureInteraction() throws {
        var values: [Double] = []
        for one in [-1.0, 1] { for _ in 0..<3 { for two in [-1.0, 1] { values.append(one * two) } } }
        let variance = try #require(FactorialVariance(levelCounts: [2, 3, 2], values: values))
        #expect(abs(try #require(variance.component(of: [2, 0])).share - 1) < 1e-12)
        #expect(abs(try #require(variance.component(of: [0])).share) < 1e-12)
        #expect(abs(try #require(variance.component(of: [0, 1])).share) < 1e-12)
    }

    @Test("the shares of all sources add up to 1", arguments: [1, 3])
    func sharesAddUp(repeats: Int) throws {
        var random = CounterRandom(seed: 5)
        let values = (0..<3 * 2 * 4 * 2 * repeats).map { _ in Double(random.index(below: 1000)) }
        let variance = try #require(FactorialVariance(levelCounts: [3, 2, 4, 2], repeats: repeats, values: values))
        let named = variance.components.reduce(0) { $0 + $1.share }
        #expect(variance.components.count == 4 + 6)
        #expect(variance.higherInteractionShare > 0)
        #expect(abs(named + variance.higherInteractionShare + (variance.noise?.share ?? 0) - 1) < 1e-9)
    }

    @Test("with three factors the higher interactions are those between pairs and all")
    func threeFactors() throws {
        var random = CounterRandom(seed: 6)
        let values = (0..<2 * 3 * 4).map { _ in Double(random.index(below: 1000)) }
        let variance = try #require(FactorialVariance(levelCounts: [2, 3, 4], values: values))
        let named = variance.components.reduce(0) { $0 + $1.share } + (variance.noise?.share ?? 0)
        #expect(abs(named - 1) < 1e-9)
        #expect(variance.higherInteractionShare == 0)
        #expect(variance.noise?.degreesOfFreedom == 6)
    }

    @Test("a single factor without repeats explains everything and has no noise")
    func singleFactor() throws {
        let variance = try #require(FactorialVariance(levelCounts: [3], values: [1, 2, 4]))
        #expect(variance.noise == nil)
        #expect(abs(variance.components[0].share - 1) < 1e-12)
        #expect(variance.components[0].shareBeyondNoise == nil)
    }

    @Test("what does not vary has no shares")
    func constant() {
        #expect(FactorialVariance(levelCounts: [2, 2], values: [0.3, 0.3, 0.3, 0.3]) == nil)
        #expect(FactorialVariance(levelCounts: [], values: [1]) == nil)
    }
}
