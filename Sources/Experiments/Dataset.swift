/// Labelled examples in memory, as decoded from their source.
public struct Dataset: Sendable {
    /// The features of a part, example after example, row-major.
    public enum Features: Sendable {
        case bytes([UInt8])
        case numbers([Float])
    }

    /// Training or test examples.
    public struct Part: Sendable {
        /// `count * featureCount` values, as they stand in the source.
        public var features: Features
        /// A class for each example, 0 ..< classCount.
        public var labels: [Int32]

        /// Examples with their labels.
        public init(features: Features, labels: [Int32]) {
            self.features = features
            self.labels = labels
        }

        /// The number of examples.
        public var count: Int { labels.count }
    }

    /// Shape, counts and identity.
    public var summary: DatasetSummary
    /// What every feature is divided by before training: the largest magnitude in the training part, or 1 if that is 0.
    public var divisor: Float
    /// What is learned from.
    public var train: Part
    /// What is measured on.
    public var test: Part

    /// A data set whose summary fits its parts.
    public init(summary: DatasetSummary, divisor: Float, train: Part, test: Part) {
        self.summary = summary
        self.divisor = divisor
        self.train = train
        self.test = test
    }
}
