internal import Experiments
internal import Statistics

/// Accuracy over each setting of a strategy that was swept: where its best value lies, and the default.
struct StrengthCurves {
    let study: Study

    var figure: Figure? {
        let sweeps = study.strengthSweeps.filter { sweep in
            sweep.curves.contains { $0.accuracy.contains { $0.count > 0 } }
        }
        guard !sweeps.isEmpty else { return nil }
        return Figure(
            id: "strengths",
            title: "How strong to hold back",
            caption: caption(sweeps),
            method: """
                Mean average accuracy on test data at the best of the settings with this value\(conditionNote); bars: \
                95 % interval (Student's t over jobs). Ringed: the best value of a line. Both are \
                \(study.choiceWords), where a job that diverged counts 0. Dashed: the default. The dotted stub at the \
                left edge is naive. Jobs that diverged are in no mean, and where all did there is no point: the table \
                counts them.
                """,
            layout: .thirds,
            panels: sweeps.map(panel),
            data: table(sweeps)
        )
    }

    private var conditionNote: String {
        study.conditions.count > 1 ? ", a line for each of \(study.conditionWords)" : ""
    }

    /// Where the best value lies against the default.
    private func caption(_ sweeps: [StrengthSweep]) -> String {
        let parts = sweeps.compactMap { sweep -> String? in
            let best = sweep.curves.compactMap(\.best).map { sweep.values[$0] }
            guard let low = best.min(), let high = best.max() else { return nil }
            let place =
                low == high
                ? NumberText.significant(low) : "\(NumberText.significant(low)) to \(NumberText.significant(high))"
            let norm = sweep.defaultValue.map { " (default \(NumberText.significant($0)))" } ?? ""
            let lost = sweep.curves.flatMap(\.diverged).reduce(0, +)
            let end = lost > 0 ? ", and \(jobs(lost)) diverged" : ""
            return "\(sweep.name) is best at \(place)\(norm)\(end)"
        }
        return parts.joined(separator: "; ") + "."
    }

    private func panel(_ sweep: StrengthSweep) -> Drawing {
        let shown = sweep.values + [sweep.defaultValue].compactMap { $0 }.filter { $0 > 0 }
        let ends = sweep.curves.flatMap { $0.accuracy + [$0.naive] }.filter { $0.count > 0 }.flatMap { moments in
            let interval = moments.confidenceInterval()
            return [max(0, interval?.lower ?? moments.mean), min(1, interval?.upper ?? moments.mean)]
        }
        let names = study.conditions.map { TextWidth.fitted(study.words(of: $0), size: 11, width: 110) }
        var plot = Plot(
            sweep.name,
            "average accuracy · higher is better",
            description: "Mean average accuracy by \(sweep.name).",
            margins: .init(right: (names.map { TextWidth.of($0, size: 12) }.max() ?? 0) + 14),
            x: { .logarithmic((shown.min() ?? 1)...(shown.max() ?? 1), from: $0, to: $1) },
            y: { .linear((ends.min() ?? 0)...(ends.max() ?? 1), from: $0, to: $1) }
        )
        plot.drawVerticalAxis("average accuracy")
        plot.drawHorizontalAxis(sweep.name)
        if let norm = sweep.defaultValue, norm > 0 {
            let place = plot.x.position(norm)
            plot.add(Mark.line(Point(place, plot.top), Point(place, plot.bottom), class: "reference"))
        }
        var labels: [LabelColumn.Label] = []
        for index in study.conditions.indices {
            let paint = Paint.category(index)
            draw(sweep, index, paint, on: &plot)
            guard let last = sweep.curves[index].accuracy.last(where: { $0.count > 0 }) else { continue }
            labels.append(.init(text: names[index], height: plot.y.position(last.mean), paint: paint))
        }
        for mark in LabelColumn(labels: labels, bounds: plot.top...plot.bottom).marks(at: plot.right + 6) {
            plot.add(mark)
        }
        return plot.drawing
    }

    private func draw(_ sweep: StrengthSweep, _ condition: Int, _ paint: Paint, on plot: inout Plot) {
        let curve = sweep.curves[condition]
        let moments = curve.accuracy
        let present = moments.indices.filter { moments[$0].count > 0 }
        let frame = plot
        let place = { (value: Int) in frame.point(sweep.values[value], moments[value].mean) }
        plot.add(Mark.path(present.map(place), paint, width: 1.8))
        if curve.naive.count > 0 {
            let height = plot.y.position(curve.naive.mean)
            plot.add(Mark.path([Point(plot.left, height), Point(plot.left + 16, height)], paint, dashes: "2 3"))
        }
        for value in present {
            if let interval = moments[value].confidenceInterval() {
                let ends = [max(0, interval.lower), min(1, interval.upper)].map { frame.point(sweep.values[value], $0) }
                plot.add(Mark.path(ends, paint, width: 1.2))
            }
            let tip = """
                \(study.words(of: study.conditions[condition])) \(sweep.name) \
                \(NumberText.significant(sweep.values[value])): \(Measure.accuracy.text(moments[value].mean))
                """
            if value == curve.best { plot.add(Mark.circle(place(value), radius: 6.5, paint, opacity: 0.3)) }
            plot.add(Mark.circle(place(value), radius: 2.8, paint, tip: tip))
        }
    }

    private func table(_ sweeps: [StrengthSweep]) -> DataTable {
        var data = DataTable([
            "setting", "condition", "value", "default", "mean", "lower", "upper", "jobs", "diverged", "naive",
        ])
        for sweep in sweeps {
            for (index, condition) in study.conditions.enumerated() {
                for place in sweep.values.indices {
                    let curve = sweep.curves[index]
                    let (moments, diverged) = (curve.accuracy[place], curve.diverged[place])
                    guard moments.count + diverged > 0 else { continue }
                    let interval = moments.confidenceInterval()
                    data.add(
                        .text(sweep.name),
                        .text(study.words(of: condition)),
                        .number(sweep.values[place]),
                        .number(sweep.defaultValue),
                        moments.count > 0 ? .number(moments.mean) : .none,
                        .number(interval?.lower),
                        .number(interval?.upper),
                        .integer(moments.count),
                        .integer(diverged),
                        curve.naive.count > 0 ? .number(curve.naive.mean) : .none
                    )
                }
            }
        }
        return data
    }
}
