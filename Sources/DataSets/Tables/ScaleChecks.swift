public import Experiments

/// What a scale makes of the columns of a table that is worth knowing before anything is trained.
public struct ScaleChecks {
    private let reading: DataReading
    private let scale: FeatureScale

    /// Values further from the mean than this, in standard deviations, are told of.
    private static let farDeviations = 20.0
    /// A column that spreads this many times wider than another leaves nothing of it, where one divisor serves both.
    private static let drowningRatio = 1_000.0
    /// Fewer steps of float32 in a standard deviation than this are a loss of what the column says.
    private static let fewSteps = 16.0
    private static let mostShown = 8

    /// The checks of a data set at a scale.
    public init(reading: DataReading, scale: FeatureScale) {
        self.reading = reading
        self.scale = scale
    }

    /// Columns that do not vary, that hold values far out, that drown others or that float32 blurs.
    ///
    /// Pixels are not looked at: many are the same in every image.
    public var warnings: [LetheError] {
        let names = reading.featureNames
        guard !names.isEmpty else { return [] }
        let moments = ColumnMoments.of(reading.dataset.train, featureCount: names.count)
        return [constant(names, moments), far(names, moments), blurred(names, moments), drowning(names, moments)]
            .compactMap { $0 }
    }

    private func constant(_ names: [String], _ moments: [ColumnMoments]) -> LetheError? {
        let constants = zip(names, moments).filter { $1.isConstant && !isBlurred($1) }.map(\.0)
        guard !constants.isEmpty else { return nil }
        let subject = quoted(constants) + (constants.count == 1 ? " does" : " do")
        return warning(
            "data.constant-column",
            "\(subject) not vary in the training part" + (scale == .standard ? ", and can only be centred" : ""),
            hint: "`ignore` leaves a column out"
        )
    }

    private func far(_ names: [String], _ moments: [ColumnMoments]) -> LetheError? {
        guard scale == .standard else { return nil }
        var counts = [Int](repeating: 0, count: names.count)
        for part in [reading.dataset.train, reading.dataset.test] {
            part.features.forEach(featureCount: names.count) { column, value in
                let distance = (Double(value) - moments[column].mean).magnitude
                if distance > Self.farDeviations * moments[column].deviation { counts[column] += 1 }
            }
        }
        let far = names.indices.filter { counts[$0] > 0 && !moments[$0].isConstant && !moments[$0].isBinary }
        guard !far.isEmpty else { return nil }
        let shown = far.prefix(Self.mostShown).map { "`\(names[$0])` (\(counts[$0]))" }.joined(separator: ", ")
        let more = far.count > Self.mostShown ? " and \(far.count - Self.mostShown) more columns" : ""
        return warning(
            "data.far-value",
            "values beyond \(Int(Self.farDeviations)) standard deviations in \(shown)\(more)",
            hint: "correct them if they are slips or stand for missing ones; else take logarithms of such a column"
        )
    }

    private func blurred(_ names: [String], _ moments: [ColumnMoments]) -> LetheError? {
        let blurred = zip(names, moments).filter { isBlurred($1) }
        guard !blurred.isEmpty else { return nil }
        return warning(
            "data.blurred-column",
            "float32 holds \(quoted(blurred.map(\.0))) in coarse steps, as its numbers are large and differ little",
            hint: "subtract a constant from the column before it is written"
        )
    }

    private func isBlurred(_ column: ColumnMoments) -> Bool {
        let step = Double(max(column.least.magnitude, column.greatest.magnitude).ulp)
        // Numbers of which not even the ones are held may differ in the file and be the same here.
        return column.isConstant ? step > 1 : column.deviation < Self.fewSteps * step
    }

    private func drowning(_ names: [String], _ moments: [ColumnMoments]) -> LetheError? {
        guard scale != .standard else { return nil }
        let spreads = moments.map { max($0.least.magnitude, $0.greatest.magnitude) }.map { Double($0) }
        let ordinary = spreads.filter { $0 > 0 }.sorted()
        guard !ordinary.isEmpty else { return nil }
        let median = ordinary[(ordinary.count - 1) / 2]
        let large = names.indices.filter { spreads[$0] > Self.drowningRatio * median }.map { names[$0] }
        guard !large.isEmpty else { return nil }
        return warning(
            "data.drowning-column",
            "the numbers of \(quoted(large)) are so large that they drown the other columns at "
                + "`scale: \(scale.rawValue)`",
            hint: "write `scale: standard` in `stream`"
        )
    }

    private func quoted(_ columns: [String]) -> String {
        let more = columns.count > Self.mostShown ? " and \(columns.count - Self.mostShown) more columns" : ""
        return columns.prefix(Self.mostShown).map { "`\($0)`" }.joined(separator: ", ") + more
    }

    private func warning(_ code: String, _ message: String, hint: String) -> LetheError {
        LetheError(code, "`\(reading.dataset.summary.name)`: \(message)", hint: hint)
    }
}
