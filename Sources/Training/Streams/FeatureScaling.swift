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
        let start = example * scaled.count
        switch features {
        case .bytes(let values):
            for index in scaled.indices { scaled[index] = self.scaled(Float(values[start + index]), index) }
        case .numbers(let values):
            for index in scaled.indices { scaled[index] = self.scaled(values[start + index], index) }
        }
    }

    private func scaled(_ value: Float, _ column: Int) -> Float {
        switch self {
        case .none: return value
        case .divisor(let divisor): return value / divisor
        case .columns(let columns):
            let distance = (Double(value) - columns[column].offset) / columns[column].divisor
            // Far beyond what was seen in training it might leave float32, and no infinity may reach a network.
            let limit = Double(Float.greatestFiniteMagnitude)
            return Float(min(max(distance, -limit), limit)) + 0
        }
    }
}
