import Experiments
import Testing

@testable import DataSets

@Suite("Damaged tables")
struct TableFuzzTests {
    @Test("are read whole or refused with a place, and nothing crashes", arguments: fuzzSeeds)
    func mutations(seed: UInt64) throws {
        let scratch = try Scratch()
        var generator = SplitMix64(seed: seed)
        let good = TableWriter().text(of: .random(&generator, rows: 24))
        let pieces = [
            "\"", ",", ";", "\n", "\r", "\t", "#", "NA", "-", "e", "1e99", "\u{FEFF}", "٣", " ", "sep=;\n", "0",
        ]
        var readCount = 0
        for _ in 0..<120 {
            let files = try ["train.csv", "test.csv"].map { name in
                var bytes = Array(good.utf8)
                for _ in 0..<Int(generator.next() % 3) {
                    let place = Int(generator.next() % UInt64(bytes.count))
                    switch generator.next() % 4 {
                    case 0: bytes.removeSubrange(place..<min(place + 1 + Int(generator.next() % 30), bytes.count))
                    case 1: bytes[place] = UInt8(truncatingIfNeeded: generator.next())
                    default:
                        bytes.insert(contentsOf: pieces[Int(generator.next() % UInt64(pieces.count))].utf8, at: place)
                    }
                    if bytes.isEmpty { bytes = [10] }
                }
                return try scratch.write(bytes, to: name)
            }
            let label: DataSource.Column = generator.next() % 2 == 0 ? .named("label") : .numbered(-1)
            let test: DataSource.TestPart = generator.next() % 3 == 0 ? .share(0.4) : .file(files[1])
            do {
                let reading = try DataSource(.csv(file: files[0], label: label, test: test), name: "t").read()
                readCount += 1
                check(reading)
            } catch {
                #expect(!error.errors.isEmpty && error.errors.allSatisfy { $0.code.hasPrefix("data.") }, "\(error)")
            }
        }
        #expect((5..<115).contains(readCount))
    }

    private func check(_ reading: DataReading) {
        let (dataset, names) = (reading.dataset, reading.dataset.summary.classes.map(\.name))
        #expect(names.count == dataset.summary.classCount && Set(names).count == names.count)
        #expect(reading.featureNames.count == dataset.summary.featureCount)
        for part in [dataset.train, dataset.test] {
            #expect(part.features.count == part.count * dataset.summary.featureCount)
            #expect(part.labels.allSatisfy { names.indices.contains(Int($0)) })
            part.features.forEach(featureCount: dataset.summary.featureCount) { _, value in
                if !value.isFinite { Issue.record("\(value) was read") }
            }
        }
        #expect(StoredDataset.decode(StoredDataset.encode(dataset))?.summary.digest == dataset.summary.digest)
        for scale in FeatureScale.allCases { _ = ScaleChecks(reading: reading, scale: scale).warnings }
    }
}
