public import Hashing

/// What must be known of a data set to plan jobs on it, without its examples.
public struct DatasetSummary: Hashable, Sendable {
    /// How people call it: `digits`, `fashion-mnist`, or the file it came from.
    public var name: String
    /// The SHA-256 of its decoded content.
    public var digest: Digest
    /// Rows of an image; one where the features are no image.
    public var height: Int
    /// Columns of an image, or all features where they are no image.
    public var width: Int
    /// Distinct labels of both parts together.
    public var classCount: Int
    /// Training examples.
    public var trainCount: Int
    /// Test examples.
    public var testCount: Int

    /// The classes by number; empty where only how many there are is known.
    public var classes: [DatasetClass]

    /// Inputs of a network on this data.
    public var featureCount: Int { height * width }

    /// Sums up a data set.
    public init(
        name: String,
        digest: Digest,
        height: Int,
        width: Int,
        classCount: Int,
        trainCount: Int,
        testCount: Int,
        classes: [DatasetClass] = []
    ) {
        self.name = name
        self.digest = digest
        self.height = height
        self.width = width
        self.classCount = classCount
        self.trainCount = trainCount
        self.testCount = testCount
        self.classes = classes
    }
}
