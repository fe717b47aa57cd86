import Testing

@testable import Kernels

@Suite("Random numbers")
struct RandomNumbersTests {
    private func key(_ seed: Int) -> DrawKey { DrawKey(seed: UInt64(seed), purpose: .shuffle) }

    @Test("every part of a key changes the numbers")
    func keyParts() {
        let base = DrawKey(seed: 1, purpose: .shuffle, task: 2, position: 3, epoch: 4, step: 5)
        var keys = [base]
        var changed = base
        changed.seed = 1 << 32 | 1
        keys.append(changed)
        for path in [\DrawKey.task, \.position, \.epoch, \.step] {
            var key = base
            key[keyPath: path] += 1
            keys.append(key)
        }
        changed = base
        changed.purpose = .dropout
        keys.append(changed)
        let firsts = keys.flatMap { key in
            [0, 1].map { lane in
                var numbers = key.numbers(lane: lane)
                return [numbers.next(), numbers.next()]
            }
        }
        #expect(Set(firsts).count == 14)
    }

    @Test("words come block by block, in order")
    func blocks() {
        var numbers = DrawKey(seed: 0x1_0000_0002, purpose: .dropout, task: 1, position: 2, epoch: 7, step: 6)
            .numbers(lane: 3)
        let words = (0..<8).map { _ in numbers.next() }
        let expected = (0..<2).flatMap { block in
            let counter = Philox.Block(3 << 24 | UInt32(block), 6, 7, 3 | 1 << 8 | 2 << 20)
            let words = Philox.block(counter: counter, key: SIMD2(2, 1))
            return (0..<4).map { words[$0] }
        }
        #expect(words == expected)
    }

    @Test("uniform numbers fill their interval")
    func uniform() {
        var numbers = key(1).numbers()
        let draws = (0..<20_000).map { _ in numbers.uniform() }
        #expect(draws.allSatisfy { $0 >= 0 && $0 < 1 })
        // Five standard deviations of the mean: 5 * 0.2887 / sqrt(20,000).
        #expect(abs(draws.reduce(0, +) / 20_000 - 0.5) < 0.0103)
        let signed = (0..<20_000).map { _ in numbers.signedUniform() }
        #expect(signed.allSatisfy { $0 >= -1 && $0 < 1 } && signed.contains { $0 < -0.99 })
    }

    @Test("bounded integers are equally likely", arguments: [1, 2, 3, 7, 10])
    func integers(bound: Int) {
        var numbers = key(bound).numbers()
        var counts = [Int](repeating: 0, count: bound)
        for _ in 0..<bound * 1000 { counts[numbers.integer(below: bound)] += 1 }
        // Five standard deviations around 1,000.
        #expect(counts.allSatisfy { abs($0 - 1000) < 158 })
    }

    @Test("a bound just above half the range is met by rejection without bias")
    func rejection() {
        var numbers = key(4).numbers()
        let bound = 3 << 30
        let low = (0..<30_000).filter { _ in numbers.integer(below: bound) < bound / 3 }.count
        // Taking words modulo the bound would give 15,000.
        #expect(abs(low - 10_000) < 408)
    }

    @Test("shuffles reach every order equally often")
    func shuffles() {
        var counts: [[Int32]: Int] = [:]
        var numbers = key(7).numbers()
        for _ in 0..<24_000 { counts[numbers.permutation(4), default: 0] += 1 }
        #expect(counts.count == 24)
        #expect(counts.values.allSatisfy { abs($0 - 1000) < 158 })
    }

    @Test("normal numbers have mean zero and variance one")
    func normal() {
        var numbers = key(9).numbers()
        let draws = (0..<20_000).map { _ in Double(numbers.normal()) }
        #expect(abs(draws.reduce(0, +) / 20_000) < 0.036)
        #expect(abs(draws.reduce(0) { $0 + $1 * $1 } / 20_000 - 1) < 0.05)
    }
}
