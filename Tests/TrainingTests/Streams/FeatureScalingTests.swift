import Experiments
import Hashing
import Kernels
import Testing

@testable import Training

@Suite("Scaling of features")
struct FeatureScalingTests {
    /// Two classes of a table with the columns: 1, 2, 3, 6 · 0 and 1 · always 7 · numbers near 1.6e9.
    private func table(test: [Float] = [3, 1, 7, 1.6e9, 9, 0, 8, 1.6e9]) -> Dataset {
        let train: [Float] = [1, 0, 7, 1.6e9, 2, 1, 7, 1.6e9 + 1024, 3, 1, 7, 1.6e9 + 2048, 6, 1, 7, 1.6e9 + 3072]
        return Dataset(
            summary: DatasetSummary(
                name: "table",
                digest: Digest(sha256: "table"),
                height: 1,
                width: 4,
                classCount: 2,
                trainCount: 4,
                testCount: 2
            ),
            divisor: 1.6e9 + 3072,
            train: .init(features: .numbers(train), labels: [0, 1, 0, 1]),
            test: .init(features: .numbers(test), labels: [0, 1])
        )
    }

    private func stream(_ scale: FeatureScale, from data: Dataset, samples: Int = 0) throws -> TaskStream {
        var settings = Experiment.Stream(dataset: data.summary.digest)
        settings.count = 1
        settings.scale = scale
        settings.trainSamples = samples
        return try TaskStream(settings, from: data)
    }

    private func column(_ index: Int, _ examples: TaskStream.ExampleTable, _ count: Int) -> [Float] {
        (0..<count).map { examples.features[row: $0][index] }
    }

    @Test("a standardised column has the mean 0 and the deviation 1 over the training part, which the test part shares")
    func standard() throws {
        let stream = try stream(.standard, from: table())
        // Mean 3, variance (4 + 1 + 0 + 9) / 4.
        let deviation = 3.5.squareRoot()
        let expected = [-2, -1, 0, 3].map { Float($0 / deviation) }
        #expect(column(0, stream.train, 4) == expected)
        #expect(column(0, stream.test, 2) == [0, Float(6 / deviation)])
        // Mean 1536, deviation 512 √5 above 1.6e9.
        let times = [-3, -1, 1, 3].map { Float($0 / 5.0.squareRoot()) }
        #expect(column(3, stream.train, 4) == times)
    }

    @Test("a column of 0 and 1 stays as it is, and one that does not vary is centred")
    func columnsApart() throws {
        let stream = try stream(.standard, from: table())
        #expect(column(1, stream.train, 4) == [0, 1, 1, 1])
        #expect(column(2, stream.train, 4) == [0, 0, 0, 0])
        #expect(column(2, stream.test, 2) == [0, 1])
    }

    @Test("a cap or other test examples do not change what a training example becomes")
    func fixed() throws {
        let whole = try stream(.standard, from: table())
        let capped = try stream(.standard, from: table(), samples: 2)
        let other = try stream(.standard, from: table(test: [100, 1, 7, 0, -100, 0, 7, 0]))
        for column in 0..<4 {
            #expect(self.column(column, capped.train, 2) == Array(self.column(column, whole.train, 4).prefix(2)))
            #expect(self.column(column, other.train, 4) == self.column(column, whole.train, 4))
        }
    }

    @Test("the others leave features as they are, or divide all by one number")
    func others() throws {
        let data = table()
        #expect(column(0, try stream(.none, from: data).train, 4) == [1, 2, 3, 6])
        #expect(column(0, try stream(.unit, from: data).train, 4) == [1, 2, 3, 6].map { $0 / data.divisor })
    }

    @Test("a number far beyond the training part stays finite")
    func finite() throws {
        var data = table(test: [3e38, 1, 7, 1.6e9, -3e38, 0, 7, 1.6e9])
        let tiny = Float.leastNormalMagnitude
        data.train.features = .numbers([0, 1, 7, 0, tiny, 0, 7, 0, 0, 1, 7, 0, tiny, 0, 7, 0])
        let values = column(0, try stream(.standard, from: data).test, 2)
        #expect(values == [.greatestFiniteMagnitude, -.greatestFiniteMagnitude])
    }

    @Test("bytes are scaled as the same numbers are")
    func bytes() throws {
        let data = TinyData.images()
        guard case .bytes(let train) = data.train.features, case .bytes(let test) = data.test.features else { return }
        var numbers = data
        numbers.train.features = .numbers(train.map { Float($0) })
        numbers.test.features = .numbers(test.map { Float($0) })
        let (one, other) = (try stream(.standard, from: data), try stream(.standard, from: numbers))
        for column in 0..<20 { #expect(self.column(column, one.train, 44) == self.column(column, other.train, 44)) }
    }
}
