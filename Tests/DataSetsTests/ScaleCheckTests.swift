import Experiments
import Testing

@testable import DataSets

@Suite("What a scale makes of columns")
struct ScaleCheckTests {
    /// Warnings about a column of the given numbers beside one from 0 to 1, under a scale.
    private func warnings(_ numbers: [String], _ scale: FeatureScale) throws -> [String] {
        let scratch = try Scratch()
        let rows = numbers.enumerated().map { "0.\($0 % 10),\($1),\(["x", "y"][$0 / 3 % 2])\n" }.joined()
        let file = try scratch.write("a,b,k\n\(rows)".utf8, to: "t.csv")
        let source = DataSource(.csv(file: file, label: .named("k"), test: .file(file)), name: "t")
        return ScaleChecks(reading: try source.read(), scale: scale).warnings.map(\.description)
    }

    @Test("ordinary columns are nothing to tell of", arguments: FeatureScale.allCases)
    func ordinary(scale: FeatureScale) throws {
        #expect(try warnings((0..<30).map { String($0 % 7) }, scale).isEmpty)
    }

    @Test("a column that does not vary is named")
    func constant() throws {
        let found = try warnings(Array(repeating: "4", count: 20), .standard)
        #expect(found.count == 1)
        #expect(found[0].contains("`b` does not vary in the training part, and can only be centred"))
    }

    @Test("values far out are counted, for the scale that they would spoil")
    func far() throws {
        let numbers = (0..<1_000).map { $0 == 500 ? "100000" : String($0 % 7) }
        let found = try warnings(numbers, .standard)
        #expect(found.count == 1)
        // The training part and the test part are the same here.
        #expect(found[0].contains("values beyond 20 standard deviations in `b` (2)"))
    }

    @Test("a column that drowns others is named where one divisor serves all", arguments: FeatureScale.allCases)
    func drowning(scale: FeatureScale) throws {
        let found = try warnings((0..<30).map { "16\($0 * 31 % 90 + 10)000000" }, scale)
        #expect(found.count == (scale == .standard ? 0 : 1))
        #expect(found.allSatisfy { $0.contains("`b`") && $0.contains("write `scale: standard`") })
    }

    @Test("numbers that float32 holds in coarse steps are named", arguments: ["90071992547409", "1600"])
    func blurred(start: String) throws {
        let found = try warnings((10..<40).map { start + String($0) + "0" }, .standard)
        #expect(found.contains { $0.contains("float32 holds `b` in coarse steps") } == (start.count > 10))
    }
}
