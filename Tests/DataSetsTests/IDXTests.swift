import Experiments
import Foundation
import Testing

@testable import DataSets

@Suite("IDX files")
struct IDXTests {
    /// Four images of 2x3 in the classes 3 and 7, and two to test.
    private func writeDirectory(_ scratch: borrowing Scratch) throws {
        try scratch.write(idx([4, 2, 3], Array(1...24)), to: "train-images-idx3-ubyte")
        try scratch.write(idx([4], [7, 3, 3, 7]), to: "train-labels.idx1-ubyte")
        try scratch.write(idx([2, 2, 3], Array(30...41)), to: "t10k-images-idx3-ubyte")
        try scratch.write(idx([2], [3, 7]), to: "t10k-labels-idx1-ubyte")
    }

    private func load(_ scratch: borrowing Scratch) throws -> Dataset {
        try DataSource(.idx(directory: scratch.path), name: "mine").load()
    }

    @Test("a directory becomes a data set whose classes are its labels, ascending")
    func directory() throws {
        let scratch = try Scratch()
        try writeDirectory(scratch)
        let dataset = try load(scratch)
        #expect(dataset.summary.name == "mine")
        #expect(dataset.summary.height == 2 && dataset.summary.width == 3)
        #expect(dataset.summary.classCount == 2)
        #expect(dataset.train.labels == [1, 0, 0, 1])
        #expect(dataset.test.labels == [0, 1])
        #expect(dataset.train.features.bytes == Array(1...24))
        #expect(dataset.divisor == 24)
    }

    @Test("gzip'd files hold the same data set")
    func compressed() throws {
        let scratch = try Scratch()
        try writeDirectory(scratch)
        let plain = try load(scratch)
        for name in try FileManager.default.contentsOfDirectory(atPath: scratch.path) {
            try gzip(scratch.path + "/" + name)
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path).allSatisfy { $0.hasSuffix(".gz") })
        #expect(try load(scratch).summary == plain.summary)
    }

    private func gzip(_ path: String) throws {
        let process = try Process.run(URL(filePath: "/usr/bin/env"), arguments: ["gzip", path])
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
    }

    @Test("one data set of several is chosen by its prefix, and else they are listed")
    func prefixes() throws {
        let scratch = try Scratch()
        for (name, pixel) in [("emnist-letters", UInt8(1)), ("emnist-digits", 2)] {
            for (part, count) in [("train", 4), ("test", 2)] {
                let pixels = Array(repeating: pixel, count: count * 6)
                try scratch.write(idx([count, 2, 3], pixels), to: "\(name)-\(part)-images-idx3-ubyte")
                try scratch.write(
                    idx([count], [1, 2, 1, 2].dropLast(4 - count)),
                    to: "\(name)-\(part)-labels-idx1-ubyte"
                )
            }
        }
        let path = scratch.path
        let letters = try DataSource(.idx(directory: path, prefix: "emnist-letters"), name: "").load()
        #expect(letters.train.features.bytes == Array(repeating: 1, count: 24))
        #expect(letters.summary.classes.map(\.name) == ["1", "2"])
        let error = #expect(throws: LetheErrors.self) { try DataSource(.idx(directory: path), name: "").load() }?
            .errors.first
        #expect(error?.code == "data.ambiguous")
        #expect(error?.message.hasSuffix("several data sets: `emnist-digits`, `emnist-letters`") == true)
        #expect(code { _ = try DataSource(.idx(directory: path, prefix: "mnist"), name: "").load() } == "data.missing")
    }

    @Test("images that are stored column by column are turned, and the digest is that of the turned ones")
    func transposed() throws {
        let scratch = try Scratch()
        try writeDirectory(scratch)
        let dataset = try DataSource(.idx(directory: scratch.path, isTransposed: true), name: "").load()
        #expect(dataset.summary.height == 3 && dataset.summary.width == 2)
        // 1 2 3 / 4 5 6 becomes 1 4 / 2 5 / 3 6.
        #expect(dataset.train.features.bytes.prefix(6) == [1, 4, 2, 5, 3, 6])
        #expect(dataset.summary.digest != (try load(scratch).summary.digest))
        try scratch.write(idx([4, 6], Array(1...24)), to: "train-images-idx3-ubyte")
        let path = scratch.path
        #expect(
            code { _ = try DataSource(.idx(directory: path, isTransposed: true), name: "").load() } == "data.mismatch"
        )
    }

    @Test("files may lie in directories of their own names, beside the same ones")
    func nested() throws {
        let scratch = try Scratch()
        try writeDirectory(scratch)
        let plain = try load(scratch)
        for name in try FileManager.default.contentsOfDirectory(atPath: scratch.path) {
            let path = scratch.path + "/" + name
            let content = try Data(contentsOf: URL(filePath: path))
            try FileManager.default.removeItem(atPath: path)
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
            try content.write(to: URL(filePath: path + "/" + name))
        }
        #expect(try load(scratch).summary == plain.summary)
    }

    @Test("what lies in a directory that holds no data set is listed")
    func listed() throws {
        let scratch = try Scratch()
        let path = scratch.path
        let message = { () -> String? in
            do {
                _ = try DataSource(.idx(directory: path), name: "").load()
                return nil
            } catch {
                return (error as? LetheErrors)?.errors.first?.message
            }
        }
        #expect(message()?.hasSuffix("plain or .gz; it is empty") == true)
        try scratch.write(Array("label\n".utf8), to: "mnist_train.csv")
        try FileManager.default.createDirectory(atPath: path + "/raw", withIntermediateDirectories: false)
        #expect(message()?.hasSuffix("; it has `mnist_train.csv`, `raw/`") == true)
        for number in 10..<30 { try scratch.write([], to: "a\(number)") }
        #expect(message()?.hasSuffix("`a20`, `a21` and 10 more") == true)
    }

    @Test("examples of any rank are read, those that are no images as one row")
    func ranks() throws {
        let scratch = try Scratch()
        try writeDirectory(scratch)
        for (train, test) in [([4, 6], [2, 6]), ([4, 2, 3, 1], [2, 2, 3, 1])] {
            try scratch.write(idx(train, Array(1...24)), to: "train-images-idx3-ubyte")
            try scratch.write(idx(test, Array(30...41)), to: "t10k-images-idx3-ubyte")
            let summary = try load(scratch).summary
            #expect(summary.height == 1 && summary.width == 6)
        }
    }

    @Test("what is missing or does not fit has an error of its own")
    func faults() throws {
        let scratch = try Scratch()
        #expect(code { try _ = DataSource(.idx(directory: "/nowhere"), name: "").load() } == "data.missing")
        try writeDirectory(scratch)
        let faults: [(String, [UInt8], String)] = [
            ("t10k-images-idx3-ubyte", idx([2, 3, 3], Array(repeating: 0, count: 18)), "data.mismatch"),
            ("t10k-labels-idx1-ubyte", idx([3], [0, 0, 0]), "data.mismatch"),
            ("train-labels.idx1-ubyte", idx([4, 1], [0, 0, 0, 0]), "data.mismatch"),
            ("train-images-idx3-ubyte", idx([4], [0, 0, 0, 0]), "data.mismatch"),
            ("train-images-idx3-ubyte", idx([4, 2, 3], Array(1...23)), "data.truncated"),
            ("train-images-idx3-ubyte", idx([4, 2, 3], Array(1...25)), "data.corrupt"),
            ("train-images-idx3-ubyte", idx([1 << 31, 1 << 31, 1 << 31], []), "data.corrupt"),
            ("train-images-idx3-ubyte", [0, 0, 8], "data.not-idx"),
            ("train-images-idx3-ubyte", [0, 0, 8, 3, 0], "data.truncated"),
            ("train-images-idx3-ubyte", Array("label,a\n1,2\n".utf8), "data.not-idx"),
            ("train-images-idx3-ubyte", [0, 0, 13, 1, 0, 0, 0, 0], "data.idx-type"),
            ("train-images-idx3-ubyte", [0x1F, 0x8B, 8, 0, 0], "data.truncated"),
            ("train-images-idx3-ubyte", [0x1F, 0x8B, 9, 0, 0, 0, 0, 0, 0, 0, 0, 0], "data.corrupt"),
        ]
        for (file, content, expected) in faults {
            try writeDirectory(scratch)
            try scratch.write(content, to: file)
            let scratchPath = scratch.path
            let found = code { try _ = DataSource(.idx(directory: scratchPath), name: "").load() }
            #expect(found == expected, "\(file) \(content.prefix(16))")
        }
        try writeDirectory(scratch)
        try FileManager.default.removeItem(atPath: scratch.path + "/t10k-labels-idx1-ubyte")
        let scratchPath = scratch.path
        #expect(code { try _ = DataSource(.idx(directory: scratchPath), name: "").load() } == "data.missing")
    }

    @Test("an empty set is no data set")
    func empty() throws {
        let scratch = try Scratch()
        try writeDirectory(scratch)
        try scratch.write(idx([0, 2, 3], []), to: "t10k-images-idx3-ubyte")
        try scratch.write(idx([0], []), to: "t10k-labels-idx1-ubyte")
        let scratchPath = scratch.path
        #expect(code { try _ = DataSource(.idx(directory: scratchPath), name: "").load() } == "data.empty")
    }

    @Test("Fashion-MNIST that is not installed says how to install it")
    func fashionIsMissing() {
        do {
            _ = try FashionMNIST.load(name: "fashion-mnist", from: "/nowhere")
            Issue.record("there is a directory /nowhere")
        } catch {
            #expect(error.code == "data.missing")
            #expect(error.hint?.contains("apt-get install dataset-fashion-mnist") == true)
        }
    }

    @Test("mutated files are read or refused, never more", arguments: fuzzSeeds)
    func survivesMutation(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let good = idx([40, 4, 5], Array(repeating: 7, count: 800))
        var readCount = 0
        for _ in 0..<1_000 {
            var bytes = good
            for _ in 0...Int(generator.next() % 3) {
                // Mostly the header, where something is at stake.
                let position = Int(generator.next() % (generator.next() % 4 == 0 ? 816 : 16))
                bytes[position] = UInt8(truncatingIfNeeded: generator.next())
            }
            if generator.next() % 4 == 0 { bytes.removeLast(Int(generator.next() % UInt64(bytes.count))) }
            if let file = try? IDXFile(decoding: bytes, name: "mutated") {
                readCount += 1
                #expect(file.bytes.count == file.dimensions.reduce(1, *))
            }
        }
        #expect((1..<999).contains(readCount))
    }
}
