import Experiments
import Testing

@testable import DataSets

@Suite("Labels of tables")
struct LabelTests {
    /// A table with one feature, in which a label stands as often as it is given.
    private func reading(_ labels: [String], test: [String]) throws -> DataReading {
        let scratch = try Scratch()
        let write = { (labels: [String], name: String) in
            let rows = labels.enumerated().map { "\($0 % 7),\($1)\n" }.joined()
            return try scratch.write("a,label\n\(rows)".utf8, to: name)
        }
        let (train, test) = (try write(labels, "train.csv"), try write(test, "test.csv"))
        return try DataSource(.csv(file: train, label: .named("label"), test: .file(test)), name: "table").read()
    }

    private func codes(_ reading: DataReading) -> [String] { reading.warnings.map(\.code) }

    @Test(
        "a plain decimal is compared by its digits",
        arguments: [
            ("3", "3"), ("+3", "3"), ("3.0", "3"), ("3.", "3"), ("-3.50", "-3.5"), (".5", "0.5"), ("0.5", "0.5"),
            ("-0", "0"), ("-0.0", "0"), ("0", "0"), ("9007199254740993", "9007199254740993"),
        ]
    )
    func plain(text: String, shortest: String) throws {
        #expect(try #require(PlainDecimal(text)).text == shortest)
    }

    @Test(
        "leading zeros, exponents and other texts are no plain decimals",
        arguments: [
            "", "03", "-03", "00", "3e0", "1E5", "0x3", "3 ", "३", ".", "+", "1.2.3", "1,5", "--3", "nan", "3a",
        ]
    )
    func notPlain(text: String) {
        #expect(PlainDecimal(text) == nil)
    }

    @Test("decimals are ordered by value, whatever float would make of them")
    func order() {
        let ascending = [
            "-9007199254740993", "-9007199254740992.5", "-10", "-2.5", "-2", "-0.25", "0", "0.1", "0.11", "0.2", "1",
            "2", "9.9", "10", "9007199254740992", "9007199254740992.1", "9007199254740993",
        ]
        #expect(ascending.reversed().compactMap { PlainDecimal($0) }.sorted().map(\.text) == ascending)
    }

    @Test("equal numbers are one class in both parts, and classes sort as numbers")
    func numbers() throws {
        let reading = try reading(["10", "3.0", "+3", "2", "3", "-1.0"], test: ["2.00", "3.", "10.0", "-1"])
        #expect(reading.dataset.summary.classes.map(\.name) == ["-1", "2", "3", "10"])
        #expect(reading.dataset.train.labels == [3, 2, 2, 1, 2, 0])
        #expect(reading.dataset.test.labels == [1, 2, 3, 0])
        #expect(codes(reading).isEmpty)
    }

    @Test("labels that float cannot tell apart are two classes")
    func neverFloats() throws {
        let labels = ["9007199254740992", "9007199254740993", "0.1", "0.10000000001"]
        let reading = try reading(labels, test: labels)
        #expect(
            reading.dataset.summary.classes.map(\.name) == [
                "0.1", "0.10000000001", "9007199254740992", "9007199254740993",
            ]
        )
    }

    @Test("leading zeros and exponents keep labels texts, with a warning", arguments: ["07", "1e1"])
    func texts(odd: String) throws {
        let reading = try reading([odd, "3", "3.0", "10", "2"], test: [odd, "3", "3.0", "10", "2"])
        #expect(reading.dataset.summary.classes.map(\.name) == [odd, "3", "3.0", "10", "2"].sorted())
        #expect(codes(reading) == ["data.label-text"])
        #expect(reading.warnings[0].location?.line == 2)
        #expect(reading.warnings[0].message.contains("`\(odd)`"))
    }

    @Test("a slip among numbers is named with its place, and so is the class it makes")
    func slip() throws {
        let train = Array(repeating: ["10", "2", "3"], count: 9).joined() + ["1O"]
        let reading = try reading(Array(train), test: ["10", "2", "3"])
        #expect(codes(reading) == ["data.label-text", "data.one-sided-class"])
        #expect(reading.warnings[0].location?.line == 29)
        #expect(reading.warnings[0].message.contains("`1O` (1 example) is no number, as 3 others are"))
        #expect(reading.warnings[1].message.contains("the class `1O` (1 training example) has no test example"))
    }

    @Test("`None` is a class, where other marks stand for a missing label")
    func none() throws {
        let reading = try reading(["None", "low", "None", "high"], test: ["low", "None", "high"])
        #expect(reading.dataset.summary.classes.map(\.name) == ["None", "high", "low"])
        #expect(codes(reading).isEmpty)
        #expect(code { _ = try self.reading(["null", "low"], test: ["low"]) } == "data.csv-label")
    }

    @Test("classes of one part alone are named with their counts")
    func oneSided() throws {
        let reading = try reading(["a", "b", "b", "c"], test: ["a", "d", "d", "e"])
        let messages = reading.warnings.map(\.message)
        #expect(messages.count == 2)
        #expect(
            messages[0].contains("the classes `b` (2 training examples), `c` (1 training example) have each no test")
        )
        #expect(messages[1].contains("the classes `d` (2 test examples), `e` (1 test example) have each no training"))
    }

    @Test("what can only be a measurement is refused, and what may be one is asked about")
    func measurements() throws {
        let different = (0..<30).map { "\($0).5" }
        #expect(code { _ = try reading(different, test: different.suffix(5)) } == "data.csv-label")
        let often = Array(repeating: different, count: 4).joined()
        #expect(codes(try reading(Array(often), test: Array(often))) == ["data.label-numbers"])
        let whole = Array(repeating: (0..<30).map(String.init), count: 4).joined()
        #expect(codes(try reading(Array(whole), test: Array(whole))).isEmpty)
    }
}
