import Experiments
import Kernels
import Testing

@testable import Training

@Suite("Memories of limited size")
struct MemoryTests {
    /// Keeps every example, the latest in place of the oldest: what a uniform sample is not.
    private struct Latest: SamplingRule {
        private let capacity: Int
        private var seen = 0

        init(capacity: Int) { self.capacity = capacity }

        mutating func place(forLabel label: Int32, _ numbers: inout RandomNumbers) -> Int? {
            defer { seen += 1 }
            return seen % capacity
        }
    }

    /// What a rule keeps of a stream of labels, as places in the stream.
    private func kept(by rule: some SamplingRule, of labels: [Int32], seed: Int) -> [Int] {
        var rule = rule
        var numbers = DrawKey(seed: UInt64(seed), purpose: .memory).numbers()
        var kept: [Int] = []
        for (index, label) in labels.enumerated() {
            guard let place = rule.place(forLabel: label, &numbers) else { continue }
            if place == kept.count { kept.append(index) } else { kept[place] = index }
        }
        return kept
    }

    /// Chi squared of counts against a uniform distribution.
    private func chiSquared(_ counts: [Int]) -> Double {
        let mean = Double(counts.reduce(0, +)) / Double(counts.count)
        return counts.reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) / mean }
    }

    private func counts(_ rule: (some SamplingRule).Type) -> [Int] {
        let labels = [Int32](repeating: 0, count: 20)
        var counts = Array(repeating: 0, count: 20)
        for seed in 0..<2000 {
            for index in kept(by: rule.init(capacity: 5), of: labels, seed: seed) { counts[index] += 1 }
        }
        return counts
    }

    @Test("a reservoir keeps every example with the same probability")
    func uniform() {
        // 19 degrees of freedom: above 43.8 with probability 0.001.
        let uniform = counts(Reservoir.self)
        #expect(uniform.reduce(0, +) == 5 * 2000)
        #expect(chiSquared(uniform) < 43.8)
        #expect(chiSquared(counts(ClassBalancedReservoir.self)) < 43.8)
        #expect(chiSquared(counts(Latest.self)) > 1000)
    }

    @Test("samples without replacement hold every number equally often, and none twice")
    func samples() {
        var counts = Array(repeating: 0, count: 20)
        for seed in 0..<2000 {
            var numbers = DrawKey(seed: UInt64(seed), purpose: .replay).numbers()
            let sample = numbers.sample(5, below: 20)
            #expect(Set(sample).count == 5)
            for number in sample { counts[number] += 1 }
        }
        #expect(chiSquared(counts) < 43.8)
    }

    @Test("balanced classes have equal shares of a filled memory, and a rare class keeps all it has")
    func balanced() {
        var labels: [Int32] = Array(repeating: 0, count: 300)
        for _ in 0..<50 { labels += [1, 2] }
        for index in [99, 199, 299, 399] { labels[index] = 3 }
        for seed in 0..<20 {
            let kept = kept(by: ClassBalancedReservoir(capacity: 34), of: labels, seed: seed)
            let counts = (0..<4).map { label in kept.count { labels[$0] == label } }
            #expect(counts == [10, 10, 10, 4])
            #expect(Set(kept).count == 34)
            let plain = self.kept(by: Reservoir(capacity: 34), of: labels, seed: seed)
            #expect(plain.count { labels[$0] == 0 } > 15)
        }
    }

    @Test("replay joins as many stored examples as new ones, and all where there are fewer")
    func replay() throws {
        var bench = try Bench()
        var strategy = try Bench.make(Replay.self, [.init("buffer", .integer(8))])
        bench.begin(0, &strategy)
        for (number, joined) in [0, 6, 6, 6].enumerated() {
            bench.state.place.step = number
            var batch = bench.batch(number)
            strategy.extend(&batch, bench.state)
            #expect(batch.count == 6 + joined && batch.newCount == 6)
            #expect(batch.rows.dropFirst(6).allSatisfy { strategy.memory.rows.contains($0) })
            #expect(Set(batch.rows.dropFirst(6)).count == joined)
            for (row, label) in zip(batch.rows, batch.labels) {
                #expect(bench.state.stream.train.labels[Int(row)] == label)
            }
            bench.step(number, &strategy)
        }
        #expect(strategy.memory.rows.count == 8)
        let kept = strategy.memory.rows
        bench.state.place.epoch = 1
        bench.step(0, &strategy)
        #expect(strategy.memory.rows == kept)
    }

    @Test("replay's memory is a uniform sample of all examples that came, whatever their task")
    func uniformReplay() throws {
        var counts: [Int32: Int] = [:]
        for seed in 0..<400 {
            var bench = try Bench { $0.seed = seed }
            var strategy = try Bench.make(Replay.self, [.init("buffer", .integer(6))])
            for task in [1, 2] { bench.learn(task, &strategy, steps: 3) }
            for row in strategy.memory.rows { counts[row, default: 0] += 1 }
        }
        // Three batches of six of each of two tasks; 35 degrees of freedom: above 66.6 with probability 0.001.
        #expect(counts.count == 36)
        #expect(chiSquared(counts.sorted { $0.key < $1.key }.map(\.value)) < 66.6)
    }

    @Test("dark experience replay stores the logits of the step in which an example came", arguments: [50, 9])
    func logits(buffer: Int) throws {
        var bench = try Bench()
        var strategy = try Bench.make(DarkExperienceReplay.self, [.init("buffer", .integer(buffer))])
        bench.begin(0, &strategy)
        var expected: [Int32: [Double]] = [:]
        for number in 0..<3 {
            let network = ReferenceNetwork<Double>(bench.state.network)
            let rows = Array(bench.batch(number).rows)
            for (row, logits) in zip(rows, network.forward(bench.images(rows)).logits) { expected[row] = logits }
            bench.step(number, &strategy)
        }
        #expect(strategy.memory.logits.count == min(18, buffer))
        for (row, stored) in zip(strategy.memory.examples.rows, strategy.memory.logits) {
            let expected = try #require(expected[row])
            for (stored, expected) in zip(stored, expected) { #expect(abs(Double(stored) - expected) < 1e-5) }
        }
    }
}
