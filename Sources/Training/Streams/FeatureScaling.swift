internal import Experiments

/// What makes the features of a data set ready for a network.
enum FeatureScaling: Sendable {
    case none
    /// One divisor for all.
    case divisor(Float)
    /// For each feature what is subtracted, and what is divided by then.
    case columns([(offset: Double, divisor: Double)])

    /// The scaling that a stream asks for.
    init(_ scale: FeatureScale, of dataset: Dataset) {
        switch scale {
        case .none: self = .none
        case .unit: self = .divisor(dataset.divisor)
        case .standard:
            let moments = ColumnMoments.of(dataset.train, featureCount: dataset.summary.featureCount)
            self = .columns(moments.map(Self.standard))
        }
    }

    /// A column of 0 and 1 stays as it is, since it says yes or no; one that does not vary is only centred.
    private static func standard(_ column: ColumnMoments) -> (offset: Double, divisor: Double) {
        if column.isConstant { return (Double(column.least), 1) }
        return column.isBinary ? (0, 1) : (column.mean, column.deviation)
    }

    /// Copies an example's features, scaled.
    func read(example: Int, of features: Dataset.Features, into scaled: inout [Float]) {
        Self.copy(example, of: features, into: &scaled)
        switch self {
        case .none: return
        case .divisor(let divisor):
            for index in scaled.indices { scaled[index] /= divisor }
        case .columns(let columns):
            // Far beyond what was seen in training it might leave float32, and no infinity may reach a network.
            let limit = Double(Float.greatestFiniteMagnitude)
            for (index, column) in columns.enumerated() {
                let distance = (Double(scaled[index]) - column.offset) / column.divisor
                scaled[index] = Float(min(max(distance, -limit), limit)) + 0
            }
        }
    }

    private static func copy(_ example: Int, of features: Dataset.Features, into values: inout [Float]) {
        let start = example * values.count
        switch features {
        case .bytes(let bytes): for index in values.indices { values[index] = Float(bytes[start + index]) }
        case .numbers(let numbers): for index in values.indices { values[index] = numbers[start + index] }
        }
    }
}
