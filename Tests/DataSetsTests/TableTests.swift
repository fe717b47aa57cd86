import Experiments
import Hashing
import Testing

@testable import DataSets

@Suite("Columns of tables")
struct TableTests {
    private func read(
        _ train: String,
        test: String? = nil,
        label: DataSource.Column = .named("k"),
        _ change: (inout TableFormat) -> Void = { _ in }
    ) throws -> DataReading {
        let scratch = try Scratch()
        var format = TableFormat()
        change(&format)
        let file = try scratch.write(train.utf8, to: "train.csv")
        let part = try test.map { DataSource.TestPart.file(try scratch.write($0.utf8, to: "test.csv")) }
        return try DataSource(.csv(file: file, label: label, test: part ?? .share(0.5), format: format), name: "table")
            .read()
    }

    private func numbers(_ part: Dataset.Part) -> [Float] {
        switch part.features {
        case .bytes(let bytes): bytes.map { Float($0) }
        case .numbers(let numbers): numbers
        }
    }

    /// The whole text of what is thrown.
    private func mistakes(_ work: () throws -> Void) -> String {
        do {
            try work()
            return ""
        } catch {
            return "\(error)"
        }
    }

    @Test("columns of a test part are matched by name, those of the same name by their order")
    func matching() throws {
        let train = "a,b,b,k\n1,2,3,x\n4,5,6,y\n"
        let same = try read(train, test: "a,b,b,k\n7,8,9,x\n")
        let other = try read(train, test: "k,b,a,b\nx,8,7,9\n")
        #expect(numbers(other.dataset.test) == [7, 8, 9])
        #expect(same.dataset.summary.digest == other.dataset.summary.digest)
        #expect(same.warnings.map(\.code) == ["data.csv-columns", "data.one-sided-class"])
        #expect(other.account[1].hasSuffix("columns matched by name"))
    }

    @Test("what a test part lacks or has too many is named")
    func mismatch() throws {
        let found = mistakes { _ = try read("a,b,k\n1,2,x\n", test: "b,c,d,k\n1,2,3,x\n") }
        #expect(found.contains("test.csv:1:1: "))
        #expect(found.contains("lacks column `a`, which"))
        #expect(found.contains("has `c`, `d`, which"))
        #expect(found.contains("[data.mismatch]"))
        let ignored = try read("a,b,k\n1,2,x\n", test: "b,c,k\n1,2,x\n") { $0.ignored = [.named("a"), .named("c")] }
        #expect(numbers(ignored.dataset.train) == [2] && numbers(ignored.dataset.test) == [1])
        let unknown = mistakes { _ = try read("a,b,k\n1,2,x\n2,1,x\n") { $0.ignored = [.named("e")] } }
        #expect(unknown.contains("has no column `e`, which `ignore` names (its columns are `a`, `b`, `k`)"))
    }

    @Test("a numbered label is found by its name in a test part that has it elsewhere")
    func movedLabel() throws {
        let reading = try read("a,b,k\n1,2,x\n3,4,y\n", test: "k,a,b\ny,5,6\n", label: .numbered(-1))
        #expect(reading.dataset.test.labels == [1])
        #expect(numbers(reading.dataset.test) == [5, 6])
    }

    @Test("where only one part has names, columns are taken in their order, with a warning")
    func oneHeader() throws {
        let reading = try read("a,b,k\n1,2,x\n3,4,y\n", test: "5,6,y\n7,8,x\n", label: .numbered(-1))
        #expect(numbers(reading.dataset.test) == [5, 6, 7, 8])
        #expect(reading.warnings.map(\.code) == ["data.csv-header"])
        let missing = mistakes { _ = try read("1,2,x\n3,4,y\n", test: "5,y\n7,x\n", label: .numbered(-1)) }
        #expect(missing.contains("has 2 features, but") && missing.contains("has 1 "))
    }

    @Test("a first row is told from examples, and can be told", arguments: ["named", "numbers", "index", "none"])
    func headers(kind: String) throws {
        let headers = ["named": "a,b,c,d,k\n", "numbers": "0,1,2,3,4\n", "index": ",0,1,2,3,k\n", "none": ""]
        let rows = (0..<12).map { row in
            (kind == "index" ? "\(row)," : "") + "\(row * row).5,\(row),\(row * 7 % 5),0.\(row),\(row % 2)\n"
        }
        let text = (headers[kind] ?? "") + rows.joined()
        let expected = try read(
            rows.map { $0.split(separator: ",").suffix(5).joined(separator: ",") }.joined(),
            label: .numbered(-1)
        ) {
            $0.header = .absent
        }
        let found = try read(text, label: .numbered(-1))
        #expect(found.dataset.summary.digest == expected.dataset.summary.digest)
        let says = ["named": "row 1 names", "numbers": "by numbers", "index": "row 1 names", "none": "no header"]
        #expect(found.account[0].contains(says[kind] ?? "?"))
        if kind == "numbers" {
            let asExample = try read(text, label: .numbered(-1)) { $0.header = .absent }
            #expect(asExample.dataset.summary.trainCount + asExample.dataset.summary.testCount == 13)
        }
    }

    @Test(
        "numbers that do not count from 0 or 1 are names where no other row has their label",
        arguments: [
            ("400.0,402.5,405.0,species", "a"), ("2019,2020,2021,2022", "1"), (",7,5,3,1", "3"),
            ("0.1,0.2,0.3,0.4", "7"),
        ]
    )
    func stepsAsNames(header: String, label: String) throws {
        let hasIndex = header.hasPrefix(",")
        let rows = (0..<12).map { row in
            (hasIndex ? "\(row)," : "") + "\(row * row).5,\(row * 5 % 7).25,0.\(row),\(row % 2 == 0 ? label : "0")\n"
        }
        let found = try read(header + "\n" + rows.joined(), label: .numbered(-1))
        let expected = try read(
            "p,q,r,k\n" + rows.map { String($0.drop { hasIndex && $0 != "," }.drop { $0 == "," }) }.joined()
        )
        #expect(found.dataset.summary.digest == expected.dataset.summary.digest)
        #expect(found.account[0].contains("row 1 names the columns, by numbers"))
        #expect(!found.warnings.contains { $0.code == "data.csv-header" })
    }

    @Test("a first row whose label alone makes it odd is read with a warning, unless `header` tells")
    func doubtfulHeader() throws {
        let rows = (0..<12).map { "\($0 * $0).5,\($0 * 5 % 7).25,0.\($0),\($0 % 2)\n" }.joined()
        let named = rows.replacing(",0\n", with: ",x\n").replacing(",1\n", with: ",y\n")
        for (text, message, count) in [
            ("450,700,500,kind\n" + named, "read as names of the columns, as no other has its label `kind`", 12),
            ("450,700,500,9\n" + rows, "read as an example, and no other has its label `9`", 13),
        ] {
            let reading = try read(
                text,
                test: "4,7,5,x\n".replacing("x", with: text == named ? "x" : "0"),
                label: .numbered(-1)
            )
            #expect(reading.dataset.summary.trainCount == count)
            let warnings = reading.warnings.filter { $0.code == "data.csv-header" }
            #expect(warnings.first?.message.contains(message) == true, "\(warnings)")
            for header in [TableFormat.Header.present, .absent] {
                let told = try read(text, label: .numbered(-1)) { $0.header = header }
                #expect(!told.warnings.contains { $0.code == "data.csv-header" })
            }
        }
    }

    @Test("a table without a header stays one, whatever its first example is", arguments: ["2,4,6,8", "5.1,3.5,1.4,a"])
    func noHeader(first: String) throws {
        let rows = (0..<12).map { "\($0 % 5 + 1),\($0 * 5 % 7).5,\($0 % 4),\(first.suffix(1))\n" }.joined()
        let few = first.hasSuffix("a") ? "1,2,4,b\n2,1,3,c\n" : "1,2,4,7\n2,1,3,9\n"
        for text in [first + "\n" + rows, first + "\n" + few] {
            let reading = try read(text, label: .numbered(-1))
            #expect(reading.account[0].contains("row 1 is an example"))
            #expect(!reading.warnings.contains { $0.code == "data.csv-header" })
        }
    }

    @Test("all names and no numbers: a header is what does not come again")
    func namesAlone() throws {
        let rows = "red,small,x\nblue,small,y\nred,large,x\nblue,large,y\n"
        for (text, count) in [(rows, 4), ("colour,size,kind\n" + rows, 4), (rows + rows, 8)] {
            let summary = try read(text, label: .numbered(-1)).dataset.summary
            #expect(summary.trainCount + summary.testCount == count)
        }
    }

    @Test("names become a column for each value of the training part, missing values one that says so")
    func names() throws {
        let train = "a,c,k\n1,red,x\n,blue,y\n4,,x\n1,red,y\n"
        let reading = try read(train, test: "a,c,k\n8,green,x\n,blue,y\n")
        #expect(reading.featureNames == ["a", "a is missing", "c=blue", "c=red", "c is missing"])
        #expect(
            numbers(reading.dataset.train) == [
                1, 0, 0, 1, 0,
                2, 1, 1, 0, 0,
                4, 0, 0, 0, 1,
                1, 0, 0, 1, 0,
            ]
        )
        #expect(numbers(reading.dataset.test) == [8, 0, 0, 0, 0, 2, 1, 1, 0, 0])
        #expect(reading.warnings.map(\.code) == ["data.unknown-value"])
        #expect(reading.warnings[0].message.contains("in 1 test example: `green`"))
        #expect(reading.account.contains("names, a column of 0 and 1 for each value: column `c` (3)"))
    }

    @Test("numbers are names where a sweep file says so, equal ones the same")
    func categorical() throws {
        let text = "zip,k\n10,x\n2,y\n2.0,x\n10,y\n"
        let reading = try read(text, test: text) { $0.categorical = [.named("zip")] }
        #expect(reading.featureNames == ["zip=2", "zip=10"])
        #expect(numbers(reading.dataset.train) == [0, 1, 1, 0, 1, 0, 0, 1])
        let unknown = mistakes { _ = try read(text) { $0.categorical = [.numbered(3)] } }
        #expect(unknown.contains("has no column `3`, which `categorical` names"))
        #expect(mistakes { _ = try read(text) { $0.categorical = [.named("k")] } }.contains("which is the label"))
    }

    @Test("columns that are no features are left out or named")
    func doubts() throws {
        let rows = (0..<300).map { "\($0),n\($0),\($0 % 2 == 0 ? "even" : "odd"),\($0 * $0 % 17),\($0 % 2),\n" }
        let reading = try read("id,name,parity,a,k,empty\n" + rows.joined())
        let messages = reading.warnings.map(\.message)
        for words in [
            "column `name` of more than 256 different names", "column `empty` without any value",
            "column `id` with another whole number in every row", "column `parity` with one value for each class",
        ] {
            #expect(messages.contains { $0.contains(words) }, "\(words)")
        }
        #expect(reading.featureNames == ["id", "parity=even", "parity=odd", "a"])
        let asked = try read("id,name,parity,a,k,empty\n" + rows.joined()) {
            $0.categorical = [.named("name")]
            $0.ignored = [.named("id"), .numbered(3), .numbered(-1)]
        }
        #expect(asked.featureNames.count > 100 && asked.featureNames.last == "a")
    }

    @Test("a column without a name that counts the rows is no feature, in either part")
    func namelessIndex() throws {
        let plain = try read("a,k\n5,x\n6,y\n", test: "a,k\n7,x\n").dataset.summary.digest
        for (train, test) in [
            (",a,k\n0,5,x\n1,6,y\n", ",a,k\n8,7,x\n"), (",a,k\n0,5,x\n1,6,y\n", "a,k\n7,x\n"),
            ("a,k\n5,x\n6,y\n", "a,,k\n7,1,x\n"),
        ] {
            #expect(try read(train, test: test).dataset.summary.digest == plain)
        }
    }

    @Test("a column that tells the label is found however labels are written")
    func labelAgain() throws {
        let rows = (0..<12).map { "\($0 * $0 % 7).5,\($0 % 3 + 4),\($0 % 3)\($0 % 2 == 0 ? "" : ".0")\n" }
        let messages = try read("a,copy,k\n" + rows.joined()).warnings.map(\.message)
        #expect(messages.contains { $0.contains("column `copy` with one value for each class") }, "\(messages)")
    }

    @Test(
        "hints name a column so that a sweep file can take them over",
        arguments: [
            ("width", "width"), ("wing length", "wing length"), ("2019", "\"2019\""), ("a, b", "\"a, b\""),
            ("a \"b\"", "\"a \\\"b\\\"\""), ("", "3"),
        ]
    )
    func keys(name: String, key: String) {
        #expect(TableColumn(name: name, position: 2, decimal: UInt8(ascii: ".")).key == key)
    }

    /// Rows of a table whose index was shuffled before a third of them was taken out.
    private func shuffled(_ index: (Int) -> Int) -> String {
        (0..<40).map { "\(index($0 * 23 % 60)),\($0 % 7).5,\($0 % 2 == 0 ? "x" : "y")\n" }.joined()
    }

    @Test("an index is found in rows that were shuffled", arguments: ["Unnamed: 0", "ID", "index", "place"])
    func shuffledIndex(name: String) throws {
        let reading = try read("\(name),a,k\n" + shuffled { $0 })
        #expect(reading.warnings.map(\.message).contains { $0.contains("`\(name)` with another whole number") })
        let key = name == "Unnamed: 0" ? "\"\(name)\"" : name
        #expect(reading.warnings.first?.hint == "`ignore: [\(key)]` if that is no feature")
        #expect(reading.featureNames == [name, "a"])
    }

    @Test("an index without a name is left out in rows that were shuffled")
    func namelessShuffledIndex() throws {
        for index in [{ $0 }, { $0 * 1_000 }] as [(Int) -> Int] {
            let reading = try read(",a,k\n" + shuffled(index))
            #expect(reading.featureNames == ["a"])
            #expect(reading.warnings.map(\.code) == ["data.csv-columns"])
        }
    }

    @Test("numbers that come twice, are spread or have decimals are no index")
    func noIndex() throws {
        for (name, index) in [
            ("id", { $0 / 2 }), ("index", { $0 - 5 }), ("price", { $0 * 1_000 }), ("", { $0 / 2 }),
        ] as [(String, (Int) -> Int)] {
            let reading = try read("\(name),a,k\n" + shuffled(index))
            #expect(reading.featureNames.count == 2 && reading.warnings.isEmpty, "\(name)")
        }
    }

    @Test("columns of images keep their shape, which must fit")
    func shape() throws {
        let text = "p,q,r,s,k\n" + "0,9,3,255,1\n7,0,2,1,2\n"
        let reading = try read(text) { $0.shape = .init(height: 2, width: 2) }
        #expect(reading.dataset.summary.height == 2 && reading.dataset.summary.width == 2)
        #expect(reading.featureNames.isEmpty)
        #expect(code { _ = try read(text) { $0.shape = .init(height: 2, width: 3) } } == "data.shape")
        let (images, table) = (reading.dataset.summary.digest, try read(text).dataset.summary.digest)
        #expect(images != table)
    }

    @Test("separator, decimal mark and quotes with line breaks are read as they are told")
    func told() throws {
        let reading = try read("a b k\n\"1,5\" 2 \"x\ny\"\n2,25 4 z\n", test: "a b k\n0,5 1 z\n", label: .named("k")) {
            $0.separator = UInt8(ascii: " ")
            $0.decimal = .comma
        }
        #expect(numbers(reading.dataset.train) == [1.5, 2, 2.25, 4])
        #expect(reading.dataset.summary.classes.map(\.name) == ["x\ny", "z"])
        #expect(reading.account[0].contains("` ` between fields, label in `k`, decimal commas"))
        let late = mistakes { _ = try read("a,b,k\n1,2,\"x\ny\"\n1,2kg,z\n") }
        #expect(late.contains("train.csv:4:3: `2kg` in column `b` is no number"))
    }

    @Test("a comment line is passed, unless it is the header")
    func comments() throws {
        let rows = "1,2,x\n# aside\n3,4,y\n,,\n"
        let plain = try read("a,b,k\n1,2,x\n3,4,y\n").dataset.summary.digest
        for text in ["# by hand\n# twice\na,b,k\n\(rows)", "# by hand\n#a,b,k\n\(rows)", "#a,b,k\n\(rows)"] {
            #expect(try read(text).dataset.summary.digest == plain, "\(text)")
        }
        let reading = try read("# by hand\na,b,k\n\(rows)")
        #expect(reading.account[0].hasSuffix("passed over: 1 line before the table, 1 comment line, 1 empty row"))
    }

    @Test("rows that begin as comments do are rows if they have as many fields, also before any other")
    func hashtags() throws {
        let format = { (format: inout TableFormat) in format.header = .absent }
        let plain = try read("red,1,x\nblue,2,y\nred,3,y\n", label: .numbered(-1), format).dataset.summary
        for text in [
            "#red,1,x\n#blue,2,y\n#red,3,y\n", "#red;1;x\n#blue;2;y\n#red;3;y\n",
            "# by hand\n#red,1,x\n# aside\n#blue,2,y\n#red,3,y\n",
        ] {
            let reading = try read(text, label: .numbered(-1), format)
            #expect(reading.dataset.summary.digest == plain.digest, "\(text)")
            #expect(reading.account[0].contains("1 comment line") == text.contains("aside"))
        }
        let mixed = try read("#red,1,x\n#red,2,x\nblue,3,y\n", test: "blue,3,y\n", label: .numbered(-1), format)
        #expect(numbers(mixed.dataset.train) == [1, 0, 1, 1, 0, 2, 0, 1, 3])
        let named = try read("#tag,a,k\n#red,1,x\n#blue,2,y\nred,3,y\n", test: "#tag,a,k\nred,1,x\n")
        #expect(numbers(named.dataset.train) == [0, 1, 0, 1, 1, 0, 0, 2, 0, 0, 1, 3])
        #expect(try read("# for a,k\n# a,k\na,k\n1,x\n2,y\n").featureNames == ["a"])
    }
}
