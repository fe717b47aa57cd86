internal import Experiments
internal import Hashing

extension Dataset {
    /// Features and raw labels of a part, as a source gives them.
    typealias RawPart = (features: Features, labels: [Int])

    /// Puts a data set together from what a source holds: classes are its distinct labels, ascending.
    ///
    /// - Parameter className: how the source writes a label.
    init(
        name: String,
        height: Int,
        width: Int,
        train: RawPart,
        test: RawPart,
        className: (Int) -> String = { String($0) }
    ) throws(LetheError) {
        for (part, labels) in [("training", train.labels), ("test", test.labels)] where labels.isEmpty {
            throw LetheError("data.empty", "the data set `\(name)` has no \(part) examples")
        }
        guard height > 0, width > 0 else {
            throw LetheError("data.empty", "the examples of the data set `\(name)` have no features")
        }
        let classes = Set(train.labels).union(test.labels).sorted()
        let numbers = Dictionary(uniqueKeysWithValues: zip(classes, Int32(0)...))
        self.init(
            summary: DatasetSummary(
                name: name,
                digest: .zero,
                height: height,
                width: width,
                classCount: classes.count,
                trainCount: train.labels.count,
                testCount: test.labels.count
            ),
            divisor: train.features.largestMagnitude,
            train: Part(features: train.features, labels: train.labels.map { numbers[$0, default: 0] }),
            test: Part(features: test.features, labels: test.labels.map { numbers[$0, default: 0] })
        )
        summary.classes = countedClasses(named: classes.map(className))
        summary.digest = contentDigest
    }
}

extension Dataset {
    /// The classes with their counts in both parts.
    func countedClasses(named names: [String]) -> [DatasetClass] {
        var classes = names.map { DatasetClass(name: $0, trainCount: 0, testCount: 0) }
        for label in train.labels { classes[Int(label)].trainCount += 1 }
        for label in test.labels { classes[Int(label)].testCount += 1 }
        return classes
    }
}

extension Dataset.Features {
    /// How many values there are.
    var count: Int {
        switch self {
        case .bytes(let bytes): bytes.count
        case .numbers(let numbers): numbers.count
        }
    }

    /// The largest magnitude, or 1 where that is 0.
    fileprivate var largestMagnitude: Float {
        let largest: Float =
            switch self {
            case .bytes(let bytes): Float(bytes.max() ?? 0)
            case .numbers(let numbers): numbers.reduce(0) { max($0, $1.magnitude) }
            }
        return largest == 0 ? 1 : largest
    }
}
