import Statistics
import Testing

@Suite("Bootstrap and its random numbers")
struct BootstrapTests {
    @Test("SplitMix64 with seed 1234567 gives its published numbers")
    func knownNumbers() {
        var random = CounterRandom(seed: 1_234_567)
        #expect(random.next() == 6_457_827_717_110_365_317)
        #expect(random.next() == 3_203_168_211_198_807_973)
    }

    @Test("indices lie below their bound and reach all of it")
    func indices() {
        var random = CounterRandom(seed: 1)
        var seen = Set<Int>()
        for _ in 0..<1000 { seen.insert(random.index(below: 7)) }
        #expect(seen == Set(0..<7))
    }

    @Test("the same seed gives the same interval, another seed another")
    func deterministic() {
        let sample = (0..<30).map { Double($0 * $0 % 17) }
        let mean = { (values: [Double]) -> Double? in Moments(values).mean }
        let first = Bootstrap(seed: 1).interval(of: sample, statistic: mean)
        #expect(first == Bootstrap(seed: 1).interval(of: sample, statistic: mean))
        #expect(first != Bootstrap(seed: 2).interval(of: sample, statistic: mean))
    }

    @Test("for the mean of a large sample it agrees with Student's interval")
    func agreesWithStudent() throws {
        var random = CounterRandom(seed: 9)
        let sample = (0..<400).map { _ in Double(random.index(below: 1000)) }
        let student = try #require(Moments(sample).confidenceInterval())
        let bootstrap = try #require(Bootstrap(seed: 3).interval(of: sample) { Moments($0).mean })
        let width = student.upper - student.lower
        #expect(abs(bootstrap.lower - student.lower) < 0.1 * width)
        #expect(abs(bootstrap.upper - student.upper) < 0.1 * width)
    }

    @Test("one element has no interval")
    func tooFew() {
        #expect(Bootstrap(seed: 1).interval(of: [1.0]) { Moments($0).mean } == nil)
    }
}
