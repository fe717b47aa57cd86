import Experiments
import Foundation
import Hashing
import Testing

@testable import DataSets

@Suite("Data store")
struct DataStoreTests {
    private func sample(_ numbers: Bool) throws -> Dataset {
        let values: [UInt8] = [1, 2, 3, 4, 5, 6]
        let features: Dataset.Features = numbers ? .numbers(values.map { Float($0) / 4 }) : .bytes(values)
        return try Dataset(
            name: "small",
            height: 1,
            width: 2,
            train: (features, [5, 9, 5]),
            test: (features, [9, 9, 5])
        )
    }

    /// As it comes back: labels are no part of the content, so classes have their numbers for names.
    private func numbered(_ summary: DatasetSummary) -> DatasetSummary {
        var summary = summary
        for number in summary.classes.indices { summary.classes[number].name = String(number) }
        return summary
    }

    @Test("what is stored comes back by its digest", arguments: [false, true])
    func roundTrip(numbers: Bool) throws {
        let scratch = try Scratch()
        let store = DataStore(directory: scratch.path + "/deep/data")
        let dataset = try sample(numbers)
        #expect(try store.load(dataset.summary.digest) == nil)
        try store.store(dataset)
        try store.store(dataset)
        let loaded = try #require(try store.load(dataset.summary.digest))
        #expect(loaded.summary == numbered(dataset.summary))
        #expect(loaded.divisor == dataset.divisor)
        #expect(loaded.contentDigest == dataset.summary.digest)
        #expect(loaded.train.labels == dataset.train.labels)
        let files = try FileManager.default.contentsOfDirectory(atPath: store.directory)
        #expect(files == ["\(dataset.summary.digest).v1"])
    }

    @Test("the built-in digits need no file")
    func digits() throws {
        let store = DataStore(directory: "/nowhere")
        let digits = try DataSource.digits.load()
        try store.store(digits)
        #expect(try store.load(digits.summary.digest)?.summary == digits.summary)
    }

    @Test("a damaged file is noticed, and stored anew")
    func damage() throws {
        let scratch = try Scratch()
        let store = DataStore(directory: scratch.path)
        let dataset = try sample(false)
        let digest = dataset.summary.digest
        let whole = StoredDataset.encode(dataset)
        for position in whole.indices {
            var bytes = whole
            bytes[position] ^= 0x10
            #expect(StoredDataset.decode(bytes) == nil, "\(position)")
            #expect(StoredDataset.decode(Array(whole.prefix(position))) == nil)
        }
        try scratch.write(whole.dropLast(), to: "\(digest).v1")
        #expect(code { _ = try store.load(digest) } == "data.store-damaged")
        try store.store(dataset)
        #expect(try store.load(digest)?.summary == numbered(dataset.summary))
    }

    @Test("a whole file under another's name is damage")
    func misnamed() throws {
        let scratch = try Scratch()
        let other = Digest(sha256: "other")
        try scratch.write(StoredDataset.encode(try sample(false)), to: "\(other).v1")
        let store = DataStore(directory: scratch.path)
        #expect(code { _ = try store.load(other) } == "data.store-damaged")
    }

    @Test("a header that lies about sizes is refused even with a right checksum")
    func lies() throws {
        let whole = StoredDataset.encode(try sample(false)).dropLast(4)
        let header = String(decoding: whole.prefix { $0 < 128 }, as: UTF8.self)
        for (field, value) in [
            ("train", "99"), ("train", "2147483647"), ("width", "2147483647"), ("classes", "1"), ("test", "0"),
            ("train", "-3"),
        ] {
            let lines = header.split(separator: "\n", omittingEmptySubsequences: false)
                .map { $0.hasPrefix(field + "=") ? "\(field)=\(value)" : String($0) }
            let start = try #require(header.range(of: "\n\n")).upperBound
            let body = whole.dropFirst(header[..<start].utf8.count)
            let head = try #require(lines.joined(separator: "\n").components(separatedBy: "\n\n").first) + "\n\n"
            let content = Array(head.utf8) + body
            #expect(
                StoredDataset.decode(content + Gzip.checksum(content[...]).littleEndianBytes) == nil,
                "\(field)=\(value)"
            )
        }
    }

    @Test("a place that cannot be written has an error that names it")
    func unwritable() throws {
        let scratch = try Scratch()
        let file = try scratch.write([], to: "file")
        let store = DataStore(directory: file + "/data")
        let dataset = try sample(false)
        #expect(code { try store.store(dataset) } == "data.store")
    }
}
