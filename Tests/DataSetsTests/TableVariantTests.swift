import Experiments
import Foundation
import Hashing
import Testing

@testable import DataSets

@Suite("A table written in many ways")
struct TableVariantTests {
    /// Ways to write the training part and the test part.
    private static var ways: [(name: String, train: TableWriter, test: TableWriter)] {
        var ways: [(name: String, train: TableWriter, test: TableWriter)] = []
        func add(_ name: String, _ change: (inout TableWriter) -> Void) {
            var writer = TableWriter()
            change(&writer)
            ways.append((name, writer, writer))
        }
        add("plain") { _ in }
        add("quoted") { $0.quoting = .everywhere }
        add("semicolons") { $0.separator = ";" }
        add("semicolons and decimal commas") {
            $0.separator = ";"
            $0.number = { TableWriter.decimal($0).replacing(".", with: ",") }
        }
        add("tabs and CR LF") {
            $0.separator = "\t"
            $0.lineEnd = "\r\n"
        }
        add("CR alone, byte-order mark") {
            $0.lineEnd = "\r"
            $0.prefix = "\u{FEFF}"
        }
        add("exponents") { $0.number = { "\($0)e-3" } }
        add("signs and blanks") {
            $0.number = { (number: Int) in (number < 0 ? "" : " +") + TableWriter.decimal(number) + "0 " }
        }
        add("labels with decimals and signs") { $0.label = { ($0 < 0 ? "" : "+") + "\($0).0" } }
        add("quoted labels with blanks") {
            $0.quoting = .everywhere
            $0.label = { "\($0) " }
        }
        add("comments and empty rows") { $0.asides = ["# made by hand", "", ",,,"] }
        add("other marks for what is missing") { $0.missing = "" }
        add("a line that names the separator") {
            $0.separator = "|"
            $0.prefix = "sep=|\n"
        }
        var other = TableWriter()
        other.order = [3, 2, 0, 1]
        other.separator = ";"
        ways.append(("another order in the test part", TableWriter(), other))
        return ways
    }

    private func digest(
        train: String,
        test: String,
        compressed: Bool = false,
        _ scratch: borrowing Scratch
    ) throws -> Digest {
        var files: [String] = []
        for (name, text) in [("train.csv", train), ("test.csv", test)] {
            files.append(try scratch.write(compressed ? gzip(Array(text.utf8)) : Array(text.utf8), to: name))
        }
        let source = DataSource(.csv(file: files[0], label: .named("label"), test: .file(files[1])), name: "t")
        return try source.load().summary.digest
    }

    /// The bytes as gzip, stored rather than compressed.
    private func gzip(_ bytes: [UInt8]) -> [UInt8] {
        let size = UInt16(bytes.count)
        let length = [UInt8(truncatingIfNeeded: size), UInt8(truncatingIfNeeded: size >> 8)]
        return [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255, 1] + length + length.map { ~$0 } + bytes
            + Gzip.checksum(bytes[...]).littleEndianBytes + UInt32(bytes.count).littleEndianBytes
    }

    @Test("has one digest", arguments: [1, 2, 3] as [UInt64])
    func oneDigest(seed: UInt64) throws {
        let scratch = try Scratch()
        var generator = SplitMix64(seed: seed)
        let train = SampleTable.random(&generator, rows: 60)
        let test = SampleTable.random(&generator, rows: 30)
        let plain = TableWriter()
        let expected = try digest(train: plain.text(of: train), test: plain.text(of: test), scratch)
        for way in Self.ways {
            let found = try digest(train: way.train.text(of: train), test: way.test.text(of: test), scratch)
            #expect(found == expected, "\(way.name)")
        }
        let packed = try digest(train: plain.text(of: train), test: plain.text(of: test), compressed: true, scratch)
        #expect(packed == expected, "compressed")
        #expect(Self.ways.count >= 10)
    }

    @Test("has another digest once its content changes", arguments: [1, 2, 3] as [UInt64])
    func otherDigests(seed: UInt64) throws {
        let scratch = try Scratch()
        var generator = SplitMix64(seed: seed)
        let train = SampleTable.random(&generator, rows: 60)
        let test = SampleTable.random(&generator, rows: 30)
        let plain = TableWriter()
        func changed(_ change: (inout SampleTable) -> Void) -> SampleTable {
            var table = train
            change(&table)
            return table
        }
        let changes: [(name: String, table: SampleTable)] = [
            ("nothing", train),
            ("a number", changed { $0.numbers[20][0]? += 1 }),
            ("a sign", changed { $0.numbers[20][0]? *= -1 }),
            ("a missing number", changed { $0.numbers[21][0] = nil }),
            ("a missing number that is no longer", changed { $0.numbers[5][1] = 0 }),
            ("a name", changed { $0.names[20] = $0.names[20] == "red" ? "green" : "red" }),
            ("a new name", changed { $0.names[20] = "purple" }),
            ("a missing name", changed { $0.names[$0.names.firstIndex { $0 != nil } ?? 0] = nil }),
            ("a label", changed { $0.labels[20] = 2 }),
            ("a new label", changed { $0.labels[20] = 3 }),
            ("two rows swapped", changed { $0.numbers.swapAt(1, 2) }),
            (
                "a row less",
                changed {
                    $0.numbers.removeLast()
                    $0.names.removeLast()
                    $0.labels.removeLast()
                }
            ),
        ]
        var seen: [Digest: String] = [:]
        for (name, table) in changes {
            let found = try digest(train: plain.text(of: table), test: plain.text(of: test), scratch)
            let twin = seen.updateValue(name, forKey: found)
            #expect(twin == nil, "\(name) and \(twin ?? "")")
        }
        // The order of the training part's columns is content, whatever the test part's is.
        var swapped = plain
        swapped.order = [1, 0, 2, 3]
        for test in [plain.text(of: test), swapped.text(of: test)] {
            let found = try digest(train: swapped.text(of: train), test: test, scratch)
            #expect(seen[found] == nil)
        }
        // So is what the test part holds.
        let other = try digest(train: plain.text(of: train), test: plain.text(of: train), scratch)
        #expect(seen[other] == nil)
    }
}
