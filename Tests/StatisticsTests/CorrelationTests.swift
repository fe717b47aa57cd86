import Statistics
import Testing

@Suite("Ranks and correlations")
struct CorrelationTests {
    @Test("ties share the mean of their ranks")
    func tiedRanks() {
        #expect(ranks(of: [10, 20, 20, 5]) == [2, 3.5, 3.5, 1])
        #expect(ranks(of: []) == [])
    }

    @Test("any increasing relation has rho and tau of 1, any decreasing of -1")
    func monotone() {
        let numbers = [1.0, 2, 3, 4, 5]
        #expect(Correlation.spearman(numbers, numbers.map { $0 * $0 * $0 }) == 1)
        #expect(Correlation.kendall(numbers, numbers.map { -$0 * $0 }) == -1)
    }

    @Test("one exchange among four gives rho 0.8 and tau 2/3")
    func handComputed() throws {
        let rho = try #require(Correlation.spearman([1, 2, 3, 4], [1, 2, 4, 3]))
        let tau = try #require(Correlation.kendall([1, 2, 3, 4], [1, 2, 4, 3]))
        #expect(abs(rho - 0.8) < 1e-12)
        #expect(abs(tau - 2.0 / 3) < 1e-12)
    }

    @Test("tau-b of 1 2 2 3 against 1 3 2 2 corrects for a tie on each side: 2/5")
    func tiedKendall() throws {
        // Of the six pairs three agree, one disagrees, one is tied on the left and one on the right: (3 - 1) / root(5 *
        // 5).
        let tau = try #require(Correlation.kendall([1, 2, 2, 3], [1, 3, 2, 2]))
        #expect(abs(tau - 2.0 / 5) < 1e-12)
    }

    @Test("pearson of 1 2 3 against 1 3 2 is one half")
    func pearson() throws {
        #expect(abs(try #require(Correlation.pearson([1, 2, 3], [1, 3, 2])) - 0.5) < 1e-12)
    }

    @Test("what does not vary has no correlation")
    func constant() {
        #expect(Correlation.spearman([1, 1, 1], [1, 2, 3]) == nil)
        #expect(Correlation.kendall([1, 2], [3, 3]) == nil)
        #expect(Correlation.pearson([1], [1]) == nil)
    }
}
