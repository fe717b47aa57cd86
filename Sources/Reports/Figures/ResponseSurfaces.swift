internal import Experiments
internal import Statistics

/// Accuracy, forgetting and loss over two axes: learning rate by width where the grid has them.
struct ResponseSurfaces {
    let study: Study
    let sensitivities: [Sensitivity]

    /// How many strategies have a row of panels of their own.
    private static let drawnStrategies = Paint.categoryCount

    var figure: Figure? {
        let axes = drawnAxes
        guard let across = axes.first, study.quantiles(.accuracy) != nil else { return nil }
        guard axes.count > 1 else { return ResponseCurves(study: study, axis: across, strategies: strategies).figure }
        return surfaces(across, axes[1])
    }

    /// Learning rate and width if they vary; else the axes that explain most.
    private var drawnAxes: [Int] {
        let usual = ["learning_rate", "hidden"].compactMap { study.grid.axisIndex(of: $0) }
        let candidates = study.settingAxes.filter { axis in
            study.grid.axes[axis].count > 1 && study.grid.axes[axis].field.name != "strategy"
        }
        let influence = { (axis: Int) in sensitivities.compactMap { $0.share(ofAxis: axis) }.max() ?? 0 }
        let others = candidates.filter { !usual.contains($0) }.sorted { influence($0) > influence($1) }
        return Array((usual.filter { candidates.contains($0) } + others).prefix(2))
    }

    private var measures: [Measure] {
        [.accuracy, .forgetting, .loss].filter { study.quantiles($0) != nil }
    }

    /// The strategies that are drawn apart, each by its best variant, or one nil where there is nothing to tell apart.
    private var strategies: [(axis: Int, level: Int)?] {
        guard let axis = study.strategyAxis, study.grid.axes[axis].count > 1 else { return [nil] }
        let mean = study.moments(of: study.choices, byAxis: axis).map { $0.count > 0 ? $0.mean : -1 }
        let names = study.strategyNames
        guard !names.isEmpty else {
            return (0..<min(study.grid.axes[axis].count, Self.drawnStrategies)).map { (axis, $0) }
        }
        return names.prefix(Self.drawnStrategies).compactMap { name in
            let variants = mean.indices.filter { study.strategyName($0) == name }
            return variants.max { mean[$0] < mean[$1] }.map { (axis, $0) }
        }
    }

    private func surfaces(_ across: Int, _ up: Int) -> Figure {
        let names = study.grid.axes[across].words + " × " + study.grid.axes[up].words
        var panels: [Drawing] = []
        var data = DataTable([
            "measure", "strategy", study.grid.axes[up].field.name, study.grid.axes[across].field.name, "mean", "sd",
            "jobs",
            "diverged",
        ])
        var captions: [String] = []
        let drawn = strategies
        let surfaces = drawn.map { strategy in
            measures.map { study.surface($0, across: across, up: up, fixing: strategy) }
        }
        for (strategy, row) in zip(drawn, surfaces) {
            let name = strategy.map { study.grid.axes[$0.axis].label($0.level) }
            for (column, surface) in row.enumerated() {
                panels.append(panel(surface, strategy: name, domain: domain(of: surfaces.map { $0[column] })))
                addRows(surface, strategy: name, to: &data)
                if strategy == nil, let best = best(of: surface) { captions.append(words(best, surface)) }
            }
        }
        return Figure(
            id: "surfaces",
            title: "Response over \(names)",
            caption: captions.isEmpty
                ? "A row for each strategy; maps of one measure share their colours." : captions.joined(separator: " "),
            method: """
                Each field is the mean over all jobs with these two levels; hover for its spread. Outlined: the best \
                mean. †: some jobs there diverged and are not in the mean. \
                \(definitions)\(omitted(drawn))
                """,
            layout: .thirds,
            panels: panels,
            data: data
        )
    }

    private var definitions: String {
        measures.map { "\($0.words.capitalizedFirst): \($0.definition)." }.joined(separator: " ")
    }

    private func omitted(_ drawn: [(axis: Int, level: Int)?]) -> String {
        guard let axis = study.strategyAxis, study.grid.axes[axis].count > drawn.count else { return "" }
        return """
             Of the \(study.grid.axes[axis].count) variants of strategies, the best of each is drawn, of the first \
            \(Self.drawnStrategies) strategies (\(study.choiceWords)).
            """
    }

    private func best(of surface: Surface) -> (up: Int, across: Int, moments: Moments)? {
        var best: (up: Int, across: Int, moments: Moments)?
        for (up, row) in surface.moments.enumerated() {
            for (across, moments) in row.enumerated() where moments.count > 0 {
                guard let current = best else {
                    best = (up, across, moments)
                    continue
                }
                if (moments.mean > current.moments.mean) == surface.measure.isBetterHigh,
                    moments.mean != current.moments.mean
                {
                    best = (up, across, moments)
                }
            }
        }
        return best
    }

    private func words(_ best: (up: Int, across: Int, moments: Moments), _ surface: Surface) -> String {
        let (across, up) = (study.grid.axes[surface.across], study.grid.axes[surface.up])
        return "\(surface.measure.isBetterHigh ? "Highest" : "Lowest") \(surface.measure.words) "
            + "\(surface.measure.text(best.moments.mean)) at \(across.words) \(across.label(best.across)), "
            + "\(up.words) \(up.label(best.up))."
    }

    /// The range of the means of several surfaces.
    private func domain(of surfaces: [Surface]) -> ClosedRange<Double> {
        let means = surfaces.flatMap { $0.moments.flatMap { $0 } }.filter { $0.count > 0 }.map(\.mean)
        return (means.min() ?? 0)...(means.max() ?? 1)
    }

    private func panel(_ surface: Surface, strategy: String?, domain: ClosedRange<Double>) -> Drawing {
        let (across, up) = (study.grid.axes[surface.across], study.grid.axes[surface.up])
        let best = best(of: surface)
        let rows = (0..<up.count).reversed().map { row in
            (0..<across.count).map { column in
                field(surface, row, column, isBest: best.map { $0.up == row && $0.across == column } ?? false)
            }
        }
        let direction = surface.measure.isBetterHigh ? "higher is better" : "lower is better"
        return HeatMap(
            title: surface.measure.words.capitalizedFirst,
            subtitle: strategy.map { "\($0) · \(direction)" } ?? direction,
            description: "Mean \(surface.measure.words) by \(across.words) and \(up.words).",
            columns: across.labels,
            rows: up.labels.reversed(),
            columnName: across.words,
            rowName: up.words,
            fields: rows,
            domain: domain,
            legend: surface.measure.text,
            rowHeight: max(14, min(40, 240 / Double(up.count)))
        ).drawing()
    }

    private func field(_ surface: Surface, _ row: Int, _ column: Int, isBest: Bool) -> HeatMap.Field {
        let (across, up) = (study.grid.axes[surface.across], study.grid.axes[surface.up])
        let moments = surface.moments[row][column]
        let place = "\(across.words) \(across.label(column)), \(up.words) \(up.label(row))"
        let diverged = surface.diverged[row][column]
        let lost = diverged > 0 ? ", \(diverged) diverged" : ""
        guard moments.count > 0 else {
            return .init(value: nil, text: diverged > 0 ? "div." : "–", tip: "\(place): no complete job\(lost)")
        }
        let spread = moments.standardDeviation.map { " ± \(surface.measure.text($0)) sd" } ?? ""
        return .init(
            value: moments.mean,
            text: surface.measure.text(moments.mean) + (diverged > 0 ? "†" : ""),
            tip: "\(place): \(surface.measure.text(moments.mean))\(spread), \(jobs(moments.count))\(lost)",
            isOutlined: isBest
        )
    }

    private func addRows(_ surface: Surface, strategy: String?, to data: inout DataTable) {
        for (up, row) in surface.moments.enumerated() {
            for (across, moments) in row.enumerated() {
                data.add(
                    .text(surface.measure.rawValue),
                    strategy.map { .text($0) } ?? .none,
                    .text(study.grid.axes[surface.up].label(up)),
                    .text(study.grid.axes[surface.across].label(across)),
                    moments.count > 0 ? .number(moments.mean) : .none,
                    .number(moments.standardDeviation),
                    .integer(moments.count),
                    .integer(surface.diverged[up][across])
                )
            }
        }
    }
}

extension String {
    /// With a capital first letter.
    var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
