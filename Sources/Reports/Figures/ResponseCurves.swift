internal import Experiments
internal import Statistics

/// Accuracy, forgetting and loss over one axis, where a grid has no second one to make a surface; a line a strategy.
struct ResponseCurves {
    let study: Study
    let axis: Int
    /// The strategies that are drawn apart, or one nil.
    let strategies: [(axis: Int, level: Int)?]

    /// The jobs of one strategy at each level of the axis.
    private struct Line {
        var name: String?
        var paint: Paint
        var moments: [Moments]
    }

    var figure: Figure? {
        let measures = [Measure.accuracy, .forgetting, .loss].filter { study.quantiles($0) != nil }
        guard !measures.isEmpty else { return nil }
        let axis = study.grid.axes[axis]
        var data = DataTable(["measure", "strategy", axis.field.name, "mean", "sd", "lower", "upper", "jobs"])
        var panels: [Drawing] = []
        for measure in measures {
            let lines = strategies.map { line($0, measure) }
            panels.append(panel(measure, axis, lines))
            for line in lines { addRows(of: line, measure, to: &data) }
        }
        let definitions = measures.map { "\($0.words.capitalizedFirst): \($0.definition)." }.joined(separator: " ")
        return Figure(
            id: "surfaces",
            title: "Response over \(axis.words)",
            caption: "Each point is the mean over the jobs at one level of \(axis.words).",
            method: "Bars: 95 % interval for the mean (Student's t over jobs). \(definitions)\(omitted)",
            layout: .thirds,
            panels: panels,
            data: data
        )
    }

    private var omitted: String {
        guard let first = strategies.first, let axis = first?.axis, study.grid.axes[axis].count > strategies.count
        else {
            return ""
        }
        return """
             Of the \(study.grid.axes[axis].count) variants of strategies, the best of each is drawn, of at most \
            \(Paint.categoryCount) strategies (\(study.choiceWords)).
            """
    }

    private func line(_ strategy: (axis: Int, level: Int)?, _ measure: Measure) -> Line {
        guard let strategy else {
            return Line(paint: .category(0), moments: study.moments(of: measure, byAxis: axis))
        }
        return Line(
            name: study.grid.axes[strategy.axis].label(strategy.level),
            paint: study.grid.axes[strategy.axis].paint(strategy.level),
            moments: study.surface(measure, across: axis, up: strategy.axis).moments[strategy.level]
        )
    }

    private func panel(_ measure: Measure, _ axis: Axis, _ lines: [Line]) -> Drawing {
        let ends = lines.flatMap(\.moments).filter { $0.count > 0 }.flatMap { moments in
            let interval = moments.confidenceInterval()
            return [interval?.lower ?? moments.mean, interval?.upper ?? moments.mean]
        }
        let names = lines.map { line in line.name.map { TextWidth.fitted($0, size: 11, width: 90) } }
        let places = LevelPlaces(axis)
        var plot = Plot(
            measure.words.capitalizedFirst,
            measure.isBetterHigh ? "higher is better" : "lower is better",
            description: "Mean \(measure.words) by \(axis.words).",
            margins: .init(right: (names.compactMap { $0 }.map { TextWidth.of($0, size: 12) }.max() ?? 0) + 14),
            x: places.scale,
            y: { .linear((ends.min() ?? 0)...(ends.max() ?? 1), from: $0, to: $1) }
        )
        plot.drawVerticalAxis(measure.words)
        plot.drawHorizontalAxis(axis.words)
        var labels: [LabelColumn.Label] = []
        for (line, name) in zip(lines, names) {
            draw(line, measure, axis, places, on: &plot)
            guard let name, let last = line.moments.last(where: { $0.count > 0 }) else { continue }
            labels.append(.init(text: name, height: plot.y.position(last.mean), paint: line.paint))
        }
        for mark in LabelColumn(labels: labels, bounds: plot.top...plot.bottom).marks(at: plot.right + 5) {
            plot.add(mark)
        }
        return plot.drawing
    }

    private func draw(_ line: Line, _ measure: Measure, _ axis: Axis, _ places: LevelPlaces, on plot: inout Plot) {
        let frame = plot
        let present = line.moments.indices.filter { line.moments[$0].count > 0 }
        let mean = { (level: Int) in frame.point(places.values[level], line.moments[level].mean) }
        if places.isNumeric {
            plot.add(Mark.path(present.sorted { places.values[$0] < places.values[$1] }.map(mean), line.paint))
        }
        for level in present {
            if let interval = line.moments[level].confidenceInterval() {
                let ends = [interval.lower, interval.upper].map { frame.point(places.values[level], $0) }
                plot.add(Mark.path(ends, line.paint, width: 1.5))
            }
            let value = measure.text(line.moments[level].mean)
            let place = "\(axis.words) \(axis.label(level))"
            plot.add(
                Mark.circle(
                    mean(level),
                    radius: 3.6,
                    line.paint,
                    tip: "\(line.name.map { $0 + ", " } ?? "")\(place): \(value)"
                )
            )
        }
    }

    private func addRows(of line: Line, _ measure: Measure, to data: inout DataTable) {
        for (level, moments) in line.moments.enumerated() {
            let interval = moments.confidenceInterval()
            data.add(
                .text(measure.rawValue),
                line.name.map { .text($0) } ?? .none,
                .text(study.grid.axes[axis].label(level)),
                moments.count > 0 ? .number(moments.mean) : .none,
                .number(moments.standardDeviation),
                .number(interval?.lower),
                .number(interval?.upper),
                .integer(moments.count)
            )
        }
    }
}
