internal import Experiments

/// Where the levels of an axis stand on a scale: by their numbers where they are numbers, else side by side.
struct LevelPlaces {
    let values: [Double]
    let isNumeric: Bool
    private let labels: [String]

    init(_ axis: Axis) {
        labels = axis.labels
        let numbers = axis.numbers
        isNumeric = numbers != nil
        values = numbers ?? (0..<axis.count).map(Double.init)
    }

    /// The scale between two coordinates; logarithmic for positive numbers that span a factor of eight or more.
    func scale(_ start: Double, _ end: Double) -> Scale {
        guard isNumeric, let low = values.min(), let high = values.max() else {
            return .places(labels, from: start, to: end)
        }
        var scale =
            low > 0 && high / low >= 8
            ? Scale.logarithmic(low...high, from: start, to: end)
            : Scale.exact(padded(low, high), from: start, to: end)
        // The levels themselves are what one wants to read off.
        scale.ticks = zip(values, labels).map { Scale.Tick(value: $0.0, label: $0.1) }
        return scale
    }

    private func padded(_ low: Double, _ high: Double) -> ClosedRange<Double> {
        let margin = high > low ? (high - low) * 0.06 : 1
        return low - margin...high + margin
    }
}
