import Testing

@testable import Experiments

@Suite("Orderings")
struct OrderingTests {
    @Test("ranks run through all orderings in lexicographic order", arguments: 1...6)
    func lexicographic(count: Int) throws {
        let number = try #require(Ordering.number(of: count))
        let orderings = (0..<number).map { Ordering(rank: $0, of: count).tasks }
        #expect(orderings.first == Array(0..<count))
        #expect(Set(orderings).count == number)
        for (one, next) in zip(orderings, orderings.dropFirst()) {
            #expect(one.lexicographicallyPrecedes(next))
        }
    }

    @Test("the last ordering of twenty tasks is the reverse")
    func largestRank() throws {
        let number = try #require(Ordering.number(of: 20))
        #expect(Ordering(rank: number - 1, of: 20).tasks == Array((0..<20).reversed()))
        #expect(Ordering.number(of: 21) == nil)
    }

    @Test("only permutations are orderings", arguments: [[], [1], [0, 0], [0, 2], [-1, 0], [1, 2, 3]])
    func refuses(tasks: [Int]) {
        #expect(Ordering(tasks) == nil)
    }

    @Test("the text of an ordering comes back")
    func text() {
        #expect(Ordering("2-0-1")?.tasks == [2, 0, 1])
        #expect(Ordering(rank: 3, of: 3).description == "1-2-0")
        for text in ["", "-", "0-", "0--1", "0-1-x", "1-2"] { #expect(Ordering(text) == nil) }
    }

    @Test("a sample is the beginning of any larger one and repeats nothing")
    func sampleIsAPrefix() {
        let all = Ordering.sample(120, of: 5, seed: 7)
        #expect(Set(all).count == 120)
        for count in [0, 1, 12, 60, 119] {
            #expect(Ordering.sample(count, of: 5, seed: 7) == Array(all.prefix(count)))
        }
        #expect(Ordering.sample(12, of: 5, seed: 8) != Array(all.prefix(12)))
    }

    @Test("samples are those of the day they were frozen")
    func sampleIsFrozen() {
        #expect(
            Ordering.sample(4, of: 5, seed: 0).map(\.description) == [
                "4-2-1-3-0", "2-0-1-4-3", "2-1-3-0-4", "0-3-2-4-1",
            ]
        )
        #expect(
            Ordering.sample(2, of: 22, seed: 1).map(\.description) == [
                "9-5-19-11-18-2-3-16-10-0-20-15-4-6-13-14-8-17-1-12-7-21",
                "18-16-8-6-4-15-17-11-12-19-21-14-20-10-13-9-1-3-0-2-7-5",
            ]
        )
    }
}

@Suite("SplitMix64")
struct SplitMix64Tests {
    @Test("it gives the published numbers for the seed 1234567")
    func knownAnswers() {
        var generator = SplitMix64(seed: 1_234_567)
        let numbers = (0..<5).map { _ in generator.next() }
        #expect(
            numbers == [
                6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
                4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
            ]
        )
    }

    @Test("permutations are those of the day they were frozen")
    func permutation() {
        var generator = SplitMix64(seed: 500)
        #expect(generator.permutation(of: 8) == [6, 5, 0, 2, 3, 4, 7, 1])
        #expect(generator.permutation(of: 0) == [])
        #expect(generator.permutation(of: 1) == [0])
    }
}
