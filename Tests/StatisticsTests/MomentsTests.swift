import Statistics
import Testing

@Suite("Moments and quantiles")
struct MomentsTests {
    @Test("mean and sample deviation of 2 4 4 4 5 5 7 9 are 5 and the root of 32/7")
    func handComputed() throws {
        let moments = Moments([2, 4, 4, 4, 5, 5, 7, 9])
        #expect(moments.count == 8)
        #expect(abs(moments.mean - 5) < 1e-12)
        #expect(abs(try #require(moments.variance) - 32.0 / 7) < 1e-12)
        #expect(moments.minimum == 2)
        #expect(moments.maximum == 9)
    }

    @Test("a small spread on a large offset is not lost")
    func offset() throws {
        let moments = Moments([1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16])
        #expect(abs(try #require(moments.variance) - 30) < 1e-6)
    }

    @Test("one number has no spread, none has no mean")
    func tooFew() {
        #expect(Moments([3]).mean == 3)
        #expect(Moments([3]).standardDeviation == nil)
        #expect(Moments([3]).confidenceInterval() == nil)
        #expect(Moments().count == 0)
    }

    @Test("quantiles of type 7 interpolate between order statistics")
    func quantiles() throws {
        let quantiles = try #require(Quantiles([4, 1, 3, 2]))
        #expect(quantiles[0] == 1)
        #expect(quantiles[1] == 4)
        #expect(quantiles.median == 2.5)
        #expect(quantiles[0.25] == 1.75)
        #expect(quantiles[0.9] == 3.7)
        #expect(Quantiles([7])?[0.3] == 7)
        #expect(Quantiles([Double.nan]) == nil)
    }
}
