/// Mean, spread and range of one feature over the training part of a data set.
///
/// Sums run in float64 over the examples in their order, and only exactly rounded operations are used, so that the bits
/// are the same on every machine.
public struct ColumnMoments: Hashable, Sendable {
    /// The arithmetic mean.
    public private(set) var mean = 0.0
    /// The square root of the mean squared distance from the mean.
    public private(set) var deviation = 0.0
    /// The least value.
    public private(set) var least = Float.infinity
    /// The greatest value.
    public private(set) var greatest = -Float.infinity
    /// Whether every value is 0 or 1.
    public private(set) var isBinary = true

    /// Whether all values are the same.
    public var isConstant: Bool { least == greatest }

    /// The moments of every feature of a part that has examples.
    public static func of(_ part: Dataset.Part, featureCount: Int) -> [ColumnMoments] {
        var columns = [ColumnMoments](repeating: ColumnMoments(), count: featureCount)
        let count = Double(part.count)
        part.features.forEach(featureCount: featureCount) { column, value in columns[column].add(value) }
        for column in columns.indices { columns[column].mean /= count }
        part.features.forEach(featureCount: featureCount) { column, value in columns[column].addSquare(value) }
        for column in columns.indices { columns[column].deviation = (columns[column].deviation / count).squareRoot() }
        return columns
    }

    private mutating func add(_ value: Float) {
        mean += Double(value)
        least = min(least, value)
        greatest = max(greatest, value)
        isBinary = isBinary && (value == 0 || value == 1)
    }

    private mutating func addSquare(_ value: Float) {
        let distance = Double(value) - mean
        deviation += distance * distance
    }
}

extension Dataset.Features {
    /// Calls `body` with the column and the value of every feature, example after example.
    public func forEach(featureCount: Int, _ body: (_ column: Int, _ value: Float) -> Void) {
        switch self {
        case .bytes(let values):
            for (index, value) in values.enumerated() { body(index % featureCount, Float(value)) }
        case .numbers(let values):
            for (index, value) in values.enumerated() { body(index % featureCount, value) }
        }
    }
}
