import Testing

@testable import Reports

@Suite("Numbers as text")
struct NumberTextTests {
    @Test("fixed decimals have a true minus, and zero has none")
    func fixed() {
        #expect(NumberText.fixed(0.7096, 3) == "0.710")
        #expect(NumberText.fixed(-0.052, 2) == "−0.05")
        #expect(NumberText.fixed(-0.0001, 2) == "0.00")
        #expect(NumberText.fixed(.nan, 2) == "–")
    }

    @Test("significant digits, without needless zeros")
    func significant() {
        #expect(NumberText.significant(0.01234) == "0.0123")
        #expect(NumberText.significant(1230) == "1,230")
        #expect(NumberText.significant(2) == "2")
        #expect(NumberText.significant(1.2e-7) == "1.2e−7")
        #expect(NumberText.significant(0) == "0")
    }

    @Test("something is never nothing in per cent")
    func percent() {
        #expect(NumberText.percent(0.714) == "71\u{A0}%")
        #expect(NumberText.percent(0.0004) == "<1\u{A0}%")
        #expect(NumberText.percent(0) == "0\u{A0}%")
    }

    @Test("durations, bytes and operations have units that fit")
    func units() {
        #expect(NumberText.duration(0.0197) == "19.7 ms")
        #expect(NumberText.duration(250) == "4 min 10 s")
        #expect(NumberText.duration(7500) == "2 h 5 min")
        #expect(NumberText.bytes(33 * 1024 * 1024) == "33 MiB")
        #expect(NumberText.operations(1_860_000_000) == "1.86 Gflop")
        #expect(NumberText.grouped(-1_234_567) == "−1,234,567")
    }
}
