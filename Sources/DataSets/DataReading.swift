public import Experiments

/// A data set as it was read, with what people should know of the way it was.
public struct DataReading: Sendable {
    /// What was read.
    public var dataset: Dataset
    /// What the features of a table are called; empty where they are pixels.
    public var featureNames: [String]
    /// How a table's files were read, a sentence each.
    public var account: [String]
    /// What is odd about the data but does not stop anything.
    public var warnings: [LetheError]

    init(
        _ dataset: Dataset,
        featureNames: [String] = [],
        account: [String] = [],
        warnings: [LetheError] = []
    ) {
        self.dataset = dataset
        self.featureNames = featureNames
        self.account = account
        self.warnings = warnings + OneSidedClasses.warnings(dataset.summary)
    }
}
