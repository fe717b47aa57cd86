import Experiments
import Foundation
import Hashing
import Testing

@testable import DataSets

/// Tables from the field, which lie beside the project where it is tested as a whole.
private let field = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../shared/field")
    .standardized.path

@Suite(
    "Tables from the field",
    .enabled(if: FileManager.default.fileExists(atPath: field), "there are no inputs from the field beside the project")
)
struct FieldTests {
    private func read(_ file: String, label: DataSource.Column = .named("label"), test: String? = nil) throws
        -> DataReading
    {
        let part = test.map { DataSource.TestPart.file("\(field)/\($0)") } ?? .share(0.3)
        return try DataSource(.csv(file: "\(field)/\(file)", label: label, test: part), name: file).read()
    }

    private func digest(_ file: String, label: DataSource.Column = .named("label"), test: String? = nil) throws
        -> Digest
    {
        try read(file, label: label, test: test).dataset.summary.digest
    }

    /// The first mistake of a table, without its directory.
    private func mistake(_ file: String, test: String? = nil) -> String {
        do {
            _ = try read(file, test: test)
            return "none"
        } catch {
            return "\((error as? LetheErrors)?.errors.first.map(\.description) ?? "\(error)")".replacing(
                "\(field)/",
                with: ""
            )
        }
    }

    @Test("the order of the test part's columns means nothing, and other names are refused")
    func featureNames() throws {
        let train = "feature-names/train.csv"
        let same = try digest(train, test: "feature-names/test-same.csv")
        #expect(try digest(train, test: "feature-names/test-swapped.csv") == same)
        let foreign = mistake(train, test: "feature-names/test-foreign.csv")
        #expect(foreign.contains("lacks column `width`, column `height`"))
        #expect(foreign.contains("has `price`, `colour`") && foreign.contains("[data.mismatch]"))
    }

    @Test(
        "a header makes no difference, whatever the names are",
        arguments: ["allnumbers", "index", "numbered", "plain"]
    )
    func headers(name: String) throws {
        let expected = try digest("headers/named.csv", label: .numbered(-1))
        #expect(try digest("headers/\(name).csv", label: .numbered(-1)) == expected)
    }

    @Test("nor does the way in which numbers are written as labels", arguments: ["float", "plus", "padded"])
    func labels(name: String) throws {
        #expect(try digest("labels/\(name).csv") == digest("labels/int.csv"))
        #expect(try read("labels/\(name).csv").warnings.map(\.code) == (name == "padded" ? ["data.label-text"] : []))
        let mixed = try read("labels/float.csv", test: "labels/int-test.csv")
        #expect(mixed.dataset.summary.classes.map(\.name) == (0..<12).map(String.init))
        #expect(try mixed.dataset.summary.digest == digest("labels/int.csv", test: "labels/int-test.csv"))
    }

    @Test("a class that one part lacks is named with its counts")
    func missingClasses() throws {
        let told = { (train: String, test: String) in
            try read("missing-classes/train-\(train).csv", test: "missing-classes/test-\(test).csv").warnings
                .map(\.message).joined(separator: "\n")
        }
        #expect(try told("all", "typo").contains("the class `1O` (1 test example) has no training example"))
        #expect(try told("all", "typo").contains("the label `1O` (1 example) is no number, as 6 others are"))
        #expect(try told("0to4", "all").contains("the class `5` (20 test examples) has no training example"))
        #expect(try told("all", "0to4").contains("the class `5` (40 training examples) has no test example"))
        #expect(try told("all", "all").isEmpty)
    }

    @Test("a column of time stamps drowns others where one divisor serves all")
    func scale() throws {
        let reading = try read("scale/stamped.csv")
        #expect(ScaleChecks(reading: reading, scale: .standard).warnings.isEmpty)
        #expect(ScaleChecks(reading: reading, scale: .unit).warnings.map(\.code) == ["data.drowning-column"])
        #expect(ScaleChecks(reading: try read("scale/clean.csv"), scale: .unit).warnings.isEmpty)
    }

    @Test("anything but UTF-8 is refused with its line")
    func encodings() throws {
        #expect(try read("encodings/utf-8.csv").dataset.summary.classes.map(\.name) == ["grän", "grün", "rot"])
        #expect(mistake("encodings/latin-1.csv").hasPrefix("encodings/latin-1.csv:2:19: this field is no UTF-8 text"))
    }

    @Test(
        "a table may be written in many ways",
        arguments: [
            "blank-line-with-space", "bom", "comment", "cr", "crlf", "empty-rows", "gz", "label-quoted-space",
            "label-space", "nbsp", "plus", "quoted", "semicolon", "semicolon-decimal-comma", "sep-line", "tabs",
            "trailing-comma",
        ]
    )
    func variants(name: String) throws {
        #expect(try digest("table-variants/\(name).csv") == digest("table-variants/ok.csv"))
    }

    @Test("also without a header")
    func headless() throws {
        let found = try digest("table-variants/semicolon-noheader-decimal-comma.csv", label: .numbered(-1))
        #expect(try found == digest("table-variants/ok.csv"))
    }

    @Test("however a missing number is written", arguments: ["na", "nan", "question-mark"])
    func missing(name: String) throws {
        let reading = try read("table-variants/\(name).csv")
        #expect(reading.featureNames == ["a", "a is missing", "b"])
        #expect(try reading.dataset.summary.digest == digest("table-variants/na.csv"))
    }

    @Test(
        "what is no plain table is refused with its place, and says what to do",
        arguments: [
            ("ctrl-z", "62:1: a row of 1 fields"), ("dup-label", "1:9: "), ("empty", "1:1: "),
            ("footer", "62:1: `Total` in column `a` is no number"), ("fullwidth", "2:1: "),
            ("header-only", "1:1: "), ("header-twice", "62:1: the header stands here again"),
            ("huge", "2:1: `1e39` in column `a` is beyond the largest float32"), ("inner-space", "2:1: `1 0`"),
            ("label-float", "2:13: the label `label` holds 60 different values in 60 rows, first `0.000`: is this the"),
            ("label-missing", "7:9: an empty field, where a label is expected"),
            ("label-na", "7:9: the label `NA` stands for a missing one"), ("latin1-label", "2:13: this field is no"),
            ("minus", "2:1: "), ("nul-tail", "62:1: "), ("percent", "2:1: `0.047%`"),
            ("thousands", "2:1: `1,047` in column `a`"), ("unit", "2:1: `1.5kg` in column `a` is no number"),
            ("utf16", "1:1: `table-variants/utf16.csv` is UTF-16 text"),
        ]
    )
    func refusals(name: String, start: String) {
        let file = "table-variants/\(name).csv"
        #expect(mistake(file).hasPrefix("\(file):\(start)"), "\(mistake(file))")
    }

    @Test("what may be meant is read with a warning")
    func warnings() throws {
        let big = try read("table-variants/bigint.csv")
        #expect(ScaleChecks(reading: big, scale: .standard).warnings.map(\.code) == ["data.blurred-column"])
        let constant = try read("table-variants/dot.csv")
        #expect(ScaleChecks(reading: constant, scale: .standard).warnings.map(\.code) == ["data.constant-column"])
        let words = try read("table-variants/bool.csv")
        #expect(words.featureNames == ["a=False", "a=True", "b"])
        #expect(words.warnings.first?.message.contains("as if it were the label again") == true)
        #expect(code { _ = try read("table-variants/one-row.csv") } == "data.csv-share")
    }
}
