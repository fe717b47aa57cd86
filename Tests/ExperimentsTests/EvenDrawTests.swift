import Experiments
import Testing

@Suite("Even draws")
struct EvenDrawTests {
    /// The smallest keys (k + 1/2) / n as ratios of whole numbers, sorted one by one.
    private func sorted(_ counts: [Int], drawing total: Int) -> [Int] {
        var keys: [(over: Int, under: Int, number: Int)] = []
        for (number, count) in counts.enumerated() {
            for k in 0..<count { keys.append((2 * k + 1, count, number)) }
        }
        keys.sort { one, other in
            let (left, right) = (one.over * other.under, other.over * one.under)
            return left != right ? left < right : one.number < other.number
        }
        return counts.indices.map { number in keys.prefix(total).count { $0.number == number } }
    }

    @Test("three of four and two: keys 1/8, 3/8, 5/8, 7/8 and 1/4, 3/4")
    func byHand() {
        #expect(EvenDraw.shares(of: [4, 2], drawing: 1) == [1, 0])
        #expect(EvenDraw.shares(of: [4, 2], drawing: 2) == [1, 1])
        #expect(EvenDraw.shares(of: [4, 2], drawing: 3) == [2, 1])
        #expect(EvenDraw.shares(of: [4, 2], drawing: 4) == [3, 1])
        #expect(EvenDraw.shares(of: [4, 2], drawing: 5) == [3, 2])
    }

    @Test("ties go to the lower class, empty classes give nothing, and no more is drawn than there is")
    func edges() {
        #expect(EvenDraw.shares(of: [5, 5, 5], drawing: 2) == [1, 1, 0])
        #expect(EvenDraw.shares(of: [0, 3, 0, 3], drawing: 3) == [0, 2, 0, 1])
        #expect(EvenDraw.shares(of: [3, 4], drawing: 100) == [3, 4])
        #expect(EvenDraw.shares(of: [], drawing: 3) == [])
        #expect(EvenDraw.shares(of: [6000, 6000], drawing: 1) == [1, 0])
    }

    @Test("of any classes exactly the smallest keys are drawn", arguments: 0..<20)
    func smallestKeys(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        let counts = (0..<1 + generator.below(12)).map { _ in generator.below(60) }
        let all = counts.reduce(0, +)
        for total in 0...all + 1 {
            #expect(EvenDraw.shares(of: counts, drawing: total) == sorted(counts, drawing: total), "\(counts) \(total)")
        }
    }

    @Test("large parts are drawn from exactly, where floats could not tell keys apart")
    func large() {
        let counts = [1_000_000_000, 999_999_999]
        let shares = EvenDraw.shares(of: counts, drawing: 1_000_000_000)
        #expect(shares == [500_000_000, 500_000_000])
        #expect(EvenDraw.shares(of: counts, drawing: 1_000_000_001) == [500_000_001, 500_000_000])
    }
}
