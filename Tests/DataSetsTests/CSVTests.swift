import Experiments
import Testing

@testable import DataSets

@Suite("CSV files")
struct CSVTests {
    private func load(
        _ text: String,
        label: DataSource.Column,
        test: Float = 0.25,
        _ scratch: borrowing Scratch
    ) throws -> Dataset {
        let file = try scratch.write(text.utf8, to: "table.csv")
        return try DataSource(.csv(file: file, label: label, test: .share(test)), name: "table").load()
    }

    private func features(of table: CSVTable) -> [Float] {
        let rows = Array(0..<table.rowCount)
        return TableEncoding(table.columns, rows: rows).features(of: table.columns, rows: rows)
    }

    @Test("features and labels are read by the name of the label's column")
    func named() throws {
        let table = try CSVTable(
            Array("a,\"kind, or so\",b\r\n1,x,-2.5\r\n\r\n3e1,\"y \"\"z\"\"\",4".utf8),
            label: .named("kind, or so"),
            file: "t"
        )
        #expect(features(of: table) == [1, -2.5, 30, 4])
        #expect(table.labels.texts == ["x", "y \"z\""])
    }

    @Test("a header is told from data, and columns count from either end")
    func numbered() throws {
        for (text, label) in [
            ("1,2,c\n3,4,d", 3), ("1,2,c\n3,4,d", -1), ("p,q,kind\n1,2,c\n3,4,d\n", -1), ("\u{FEFF}1,2,c\n3,4,d", 3),
        ] {
            let table = try CSVTable(Array(text.utf8), label: .numbered(label), file: "t")
            #expect(features(of: table) == [1, 2, 3, 4])
            #expect(table.labels.texts == ["c", "d"])
        }
    }

    @Test("classes are the labels in order, by value where all are whole numbers")
    func classes() throws {
        let scratch = try Scratch()
        let numbered = try load("1,10\n2,9\n3,10\n4,-1\n", label: .numbered(2), scratch)
        #expect(numbered.summary.classCount == 3)
        #expect(numbered.summary.trainCount == 3 && numbered.summary.testCount == 1)
        #expect(numbered.summary.height == 1 && numbered.summary.width == 1)
        let labels = Dictionary(
            uniqueKeysWithValues: zip(
                numbered.train.features.bytes + numbered.test.features.bytes,
                numbered.train.labels + numbered.test.labels
            )
        )
        #expect(labels == [1: 2, 2: 1, 3: 2, 4: 0])
    }

    @Test("small whole numbers are bytes and others float32, and both say the same of themselves")
    func features() throws {
        let scratch = try Scratch()
        let bytes = try load("1,a\n2,a\n255,b\n0,b\n", label: .numbered(2), scratch)
        let numbers = try load("1,a\n2,a\n256,b\n-0,b\n", label: .numbered(2), scratch)
        #expect(bytes.train.features.kind == "bytes" && numbers.train.features.kind == "numbers")
        #expect(numbers.train.features.count == 3)
        #expect(bytes.summary.digest != numbers.summary.digest)
    }

    @Test("a file for testing has the classes of both, and must have the same features")
    func testFile() throws {
        let scratch = try Scratch()
        let train = try scratch.write("1,2,a\n3,4,b\n".utf8, to: "train.csv")
        let test = try scratch.write("5,6,c\n".utf8, to: "test.csv")
        let other = try scratch.write("5,c\n".utf8, to: "other.csv")
        let load = { (path: String) in
            try DataSource(.csv(file: train, label: .numbered(-1), test: .file(path)), name: "").load()
        }
        #expect(try load(test).summary.classCount == 3)
        #expect(code { _ = try load(other) } == "data.mismatch")
    }

    @Test("the split of a share is the same each time and loses nothing")
    func share() throws {
        let scratch = try Scratch()
        let text = (0..<100).map { "\($0),\($0 % 3)\n" }.joined()
        let one = try load(text, label: .numbered(2), test: 0.2, scratch)
        let again = try load(text, label: .numbered(2), test: 0.2, scratch)
        #expect(one.summary == again.summary)
        #expect((one.train.features.bytes + one.test.features.bytes).sorted() == Array(0..<100))
        #expect(one.summary.testCount == 20)
    }

    @Test("mistakes are told with line and column")
    func mistakes() throws {
        let number = "(correct it; if the column holds names, write `categorical: [b]`, or `ignore: [b]`)"
        let second = number.replacing("[b]", with: "[2]")
        let columns = "(columns count from 1 to 2, or from the end by -1) [data.csv-label]"
        let noLabel = "(take rows without a label out, or write a class for them) [data.csv-label]"
        let mistakes: [(String, DataSource.Column, String)] = [
            ("", .numbered(1), "t.csv:1:1: `t.csv` holds no rows [data.empty]"),
            ("a,b\n", .numbered(1), "t.csv:1:1: `t.csv` holds a header and no examples [data.empty]"),
            (
                "a,b\n1,2\n1\n", .named("a"),
                "t.csv:3:1: a row of 1 fields, where the first has 2 "
                    + "(a separator within a field needs quotes around the field) [data.csv-ragged]"
            ),
            (
                "a,b\n1,2\na,b\n", .named("a"),
                "t.csv:3:1: the header stands here again (take the line out) [data.csv-header]"
            ),
            (
                "a,b\n1,2\n3,x\n3,x\n", .numbered(1),
                "t.csv:3:3: `x` in column `b` is no number, as the column holds, and 1 more like it \(number) "
                    + "[data.csv-number]"
            ),
            (
                "1,2\n3,inf\n", .numbered(1),
                "t.csv:2:3: `inf` in column 2 is no finite number \(second) [data.csv-number]"
            ),
            (
                "1,2\n3,1e39\n", .numbered(1),
                "t.csv:2:3: `1e39` in column 2 is beyond the largest float32, about 3.4e38 \(second) [data.csv-number]"
            ),
            (
                "1,2\n3,1.5kg\n", .numbered(1),
                "t.csv:2:3: `1.5kg` in column 2 is no number as `-1.5` or `2e3` \(second) [data.csv-number]"
            ),
            (
                "k,b\n1,x\n3,4\n", .numbered(1),
                "t.csv:3:3: `4` in column `b` is a number, where the rows above hold names such as `x` \(number) "
                    + "[data.csv-number]"
            ),
            ("1,2\n,3\n", .numbered(1), "t.csv:2:1: an empty field, where a label is expected \(noLabel)"),
            (
                "1,2\nNA,3\n", .numbered(1),
                "t.csv:2:1: the label `NA` stands for a missing one (take rows without a label out; if it is a class, "
                    + "write it in another way) [data.csv-label]"
            ),
            (
                "1,2\n3,\"4\n", .numbered(1),
                "t.csv:2:3: a quoted field is never closed (a quote within a field is written twice) [data.csv-quote]"
            ),
            (
                "1,2\n3,\"4\"5\n", .numbered(1),
                "t.csv:2:6: a separator or the end of the line must follow a closing quote [data.csv-quote]"
            ),
            (
                "a,b\n1,2\n", .named("c"),
                "t.csv:1:1: `t.csv` has no column `c` (its columns are `a`, `b`) [data.csv-label]"
            ),
            (
                "a,b,a\n1,2,3\n", .named("a"),
                "t.csv:1:5: `t.csv` has 2 columns `a`: 1, 3 (name the label by its number, such as `label: 3`) "
                    + "[data.csv-label]"
            ),
            ("1,2\n", .numbered(3), "t.csv:1:1: `t.csv` has no column 3 \(columns)"),
            ("1,2\n", .numbered(0), "t.csv:1:1: `t.csv` has no column 0 \(columns)"),
            (
                "1:2\n", .numbered(1),
                "t.csv:1:1: `t.csv` has only one column, where labels and features are expected (commas, semicolons, "
                    + "tabs and `|` between fields are recognised; `separator` names another) [data.csv-columns]"
            ),
            (
                "a:b\n1:2\n", .named("b"),
                "t.csv:1:1: `t.csv` has only one column, where labels and features are expected (commas, semicolons, "
                    + "tabs and `|` between fields are recognised; `separator` names another) [data.csv-columns]"
            ),
            (
                "a,b\n1,2\n1\n1,2,3\n1\n", .named("a"),
                "t.csv:3:1: a row of 1 fields, where the first has 2, and 2 more like it "
                    + "(a separator within a field needs quotes around the field) [data.csv-ragged]"
            ),
            (
                "a|b\n1|2\n3|x,1\n", .named("a"),
                "t.csv:3:3: `x,1` in column `b` is no number, as the column holds (write thousands without commas; if "
                    + "it is a decimal comma, `decimal: \",\"`; if the column holds names, write `categorical: [b]`, "
                    + "or `ignore: [b]`; `separator` if fields are not separated by `|`) [data.csv-number]"
            ),
            (
                "1;1,047\n2;2,500\n", .numbered(1),
                "t.csv:1:3: `1,047` may be a number with decimals or with thousands, and no other field tells which "
                    + "(write `decimal: \",\"` for decimals; thousands have to be written without separators) "
                    + "[data.csv-decimal]"
            ),
        ]
        for (text, label, expected) in mistakes {
            do {
                _ = try CSVTable(Array(text.utf8), label: label, file: "t.csv")
                Issue.record("\(text) was read")
            } catch {
                #expect(error.description == expected)
            }
        }
    }

    @Test("every mistake of a file is told at once, in the order of the file")
    func allMistakes() throws {
        let text = "a,b,k\n1,2,x\n1.5m,2,\n1,2\n3,1e99,y\n"
        do {
            _ = try CSVTable(Array(text.utf8), label: .named("k"), file: "t")
            Issue.record("the table was read")
        } catch {
            #expect(error.errors.map { $0.location?.description } == ["t:3:1", "t:3:8", "t:4:1", "t:5:3"])
        }
    }

    @Test("anything but UTF-8 is refused with its line, and other kinds of files by their name")
    func encodings() throws {
        let label = DataSource.Column.named("k")
        let latin = Array("a,k\n1,x\n2,gr".utf8) + [0xFC] + Array("n\n".utf8)
        let others: [([UInt8], String)] = [
            (latin, "t:3:3: this field is no UTF-8 text"),
            ([0xFF, 0xFE] + "a,k".utf16.flatMap { [UInt8($0), 0] }, "t:1:1: `t` is UTF-16 text"),
            ("a,k\n".utf16.flatMap { [0, UInt8($0)] }, "t:1:1: `t` is UTF-16 text"),
            (Array("PK\u{3}\u{4}rest".utf8), "t:1:1: `t` is a zip archive or a workbook"),
        ]
        for (bytes, start) in others {
            do {
                _ = try CSVTable(bytes, label: label, file: "t")
                Issue.record("\(start): was read")
            } catch {
                #expect(error.errors.first?.code == "data.not-utf8")
                #expect(error.description.hasPrefix(start), "\(error)")
            }
        }
        #expect(try CSVTable(Array("\u{FEFF}a,k\n1,grün\n".utf8), label: label, file: "t").labels.texts == ["grün"])
    }

    @Test("a share must leave something on both sides")
    func shares() throws {
        let scratch = try Scratch()
        let file = try scratch.write("1,2\n3,4\n".utf8, to: "table.csv")
        for share: Float in [0.1, 0.9] {
            let source = DataSource(.csv(file: file, label: .numbered(1), test: .share(share)), name: "")
            #expect(code { _ = try source.load() } == "data.csv-share")
        }
    }

    @Test("mutated files are read or refused, never more", arguments: fuzzSeeds)
    func survivesMutation(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        let good = Array("a,b,\"the kind\"\n1,2.5,x\n-3,4e2,\"y\"\"\"\n5,6,z\n".utf8)
        let pieces = Array("\",\n\r\t -+e.0x\u{0}".utf8)
        var readCount = 0
        for _ in 0..<1_000 {
            var bytes = good
            for _ in 0...Int(generator.next() % 3) {
                let position = Int(generator.next() % UInt64(bytes.count))
                switch generator.next() % 4 {
                case 0: bytes.remove(at: position)
                case 1: bytes.insert(pieces[Int(generator.next() % UInt64(pieces.count))], at: position)
                case 2: bytes[position] = UInt8(truncatingIfNeeded: generator.next())
                default: bytes[position] = pieces[Int(generator.next() % UInt64(pieces.count))]
                }
            }
            if let table = try? CSVTable(bytes, label: .numbered(3), file: "mutated") {
                readCount += 1
                #expect(table.columns.allSatisfy { $0.rowCount == table.rowCount })
                _ = features(of: table)
            }
        }
        #expect((10..<990).contains(readCount))
    }
}
