internal import Hashing
import Testing

@testable import DataSets
@testable import Experiments

@Suite("Built-in data")
struct BuiltInDataTests {
    @Test("the digits have 1,437 training and 360 test images of 8x8 in ten classes")
    func digitsHaveTheirShape() throws {
        let digits = try DataSource.digits.load()
        #expect(digits.summary.name == "digits")
        #expect(digits.summary.height == 8 && digits.summary.width == 8)
        #expect(digits.summary.classCount == 10)
        #expect(digits.summary.trainCount == 1_437 && digits.train.count == 1_437)
        #expect(digits.summary.testCount == 360 && digits.test.count == 360)
        #expect(digits.divisor == 16)
    }

    @Test("the digits and the split are those of the day they were frozen")
    func digitsAreFrozen() throws {
        let digits = try DataSource.digits.load()
        #expect(digits.summary.digest == Digits.digest, "\(digits.summary.digest)")
        #expect(digits.train.labels.prefix(10) == [0, 3, 9, 7, 6, 7, 6, 7, 4, 0])
    }

    @Test("the synthetic set is the same everywhere")
    func syntheticIsFrozen() throws {
        let synthetic = try DataSource.synthetic.load()
        #expect(synthetic.summary.trainCount == 1_000 && synthetic.summary.testCount == 500)
        #expect(synthetic.summary.classCount == 10)
        #expect(synthetic.summary.digest.hex == "11898e21790abd8b6e3c1139c4d6c780ddc6395956bfd040f1989ef01b6676cb")
    }

    @Test("the digest depends on content and shape, never on the name")
    func digestIsOfContent() throws {
        let part: Dataset.RawPart = (.bytes([1, 2, 3, 4]), [0, 1])
        let one = try Dataset(name: "one", height: 1, width: 2, train: part, test: part)
        let renamed = try Dataset(name: "other", height: 1, width: 2, train: part, test: part)
        let reshaped = try Dataset(name: "one", height: 2, width: 1, train: part, test: part)
        let relabelled = try Dataset(name: "one", height: 1, width: 2, train: (part.features, [1, 0]), test: part)
        let asNumbers = try Dataset(
            name: "one",
            height: 1,
            width: 2,
            train: (.numbers([1, 2, 3, 4]), [0, 1]),
            test: (.numbers([1, 2, 3, 4]), [0, 1])
        )
        #expect(one.summary.digest == renamed.summary.digest)
        #expect(Set([one, reshaped, relabelled, asNumbers].map(\.summary.digest)).count == 4)
    }
}
