internal import Experiments
internal import Statistics

/// CPU seconds of a job by the axis that its cost depends on most.
struct CostsByAxis {
    let study: Study

    var figure: Figure? {
        guard let axis = costliestAxis else { return nil }
        let words = study.grid.axes[axis].words
        let seconds = study.moments(of: .cpuSeconds, byAxis: axis)
        let operations = study.moments(of: .operations, byAxis: axis)
        var data = DataTable([
            study.grid.axes[axis].field.name, "cpu_seconds_mean", "cpu_seconds_sd", "operations_mean", "gflops", "jobs",
        ])
        for level in seconds.indices where seconds[level].count > 0 {
            let speed = operations[level].count > 0 ? operations[level].mean / seconds[level].mean / 1e9 : nil
            data.add(
                .text(study.grid.axes[axis].label(level)),
                .number(seconds[level].mean),
                .number(seconds[level].standardDeviation),
                operations[level].count > 0 ? .number(operations[level].mean) : .none,
                .number(speed),
                .integer(seconds[level].count)
            )
        }
        guard !data.rows.isEmpty else { return nil }
        return Figure(
            id: "costs",
            title: "What a job costs",
            caption: caption,
            method: """
                CPU seconds: \(Measure.cpuSeconds.definition), mean with one standard deviation over jobs. \
                Operations per second: operations by formula over CPU seconds, so work that jobs shared counts as \
                speed.
                """,
            layout: .halves,
            panels: [
                panel("CPU time of a job", "by \(words)", "CPU seconds", axis, seconds, .cpuSeconds),
                panel("Operations of a job", "by \(words)", "operations", axis, operations, .operations),
            ].compactMap { $0 },
            data: data
        )
    }

    private var caption: String {
        guard let quantiles = study.quantiles(.cpuSeconds) else { return "" }
        return """
            A job took \(NumberText.duration(quantiles.median)) of CPU time (median); the middle half \
            \(NumberText.duration(quantiles[0.25])) to \(NumberText.duration(quantiles[0.75])).
            """
    }

    /// Of the axes that decide a job's cost, the one along which operations vary most.
    private var costliestAxis: Int? {
        let candidates = study.grid.axes.indices.filter {
            study.grid.axes[$0].field.affectsCost && (2...24).contains(study.grid.axes[$0].count)
        }
        let spread = { (axis: Int) -> Double in
            let means = study.moments(of: .operations, byAxis: axis).filter { $0.count > 0 }.map(\.mean)
            return (means.max() ?? 1) / max(1, means.min() ?? 1)
        }
        return candidates.max { spread($0) < spread($1) }
    }

    private func panel(
        _ title: String,
        _ subtitle: String,
        _ name: String,
        _ axis: Int,
        _ moments: [Moments],
        _ measure: Measure
    ) -> Drawing? {
        let present = moments.indices.filter { moments[$0].count > 0 }
        guard !present.isEmpty else { return nil }
        let ends = present.map { moments[$0].mean + (moments[$0].standardDeviation ?? 0) }
        let places = LevelPlaces(study.grid.axes[axis])
        var plot = Plot(
            title,
            subtitle,
            description: "Mean \(measure.words) by \(study.grid.axes[axis].words).",
            width: Figure.halfWidth,
            height: 280,
            x: places.scale,
            y: { .linear(0...(ends.max() ?? 1), from: $0, to: $1) },
            verticalLabel: measure.text
        )
        plot.drawVerticalAxis(name)
        plot.drawHorizontalAxis(study.grid.axes[axis].words)
        let paint = Paint.category(2)
        if places.isNumeric {
            plot.add(Mark.path(present.map { plot.point(places.values[$0], moments[$0].mean) }, paint))
        }
        for level in present {
            let (mean, reach) = (moments[level].mean, moments[level].standardDeviation ?? 0)
            let place = places.values[level]
            plot.add(
                Mark.path(
                    [plot.point(place, max(0, mean - reach)), plot.point(place, mean + reach)],
                    paint,
                    width: 1.4
                )
            )
            plot.add(
                Mark.circle(
                    plot.point(place, mean),
                    radius: 4,
                    paint,
                    tip: "\(study.grid.axes[axis].label(level)): \(measure.text(mean))"
                )
            )
        }
        return plot.drawing
    }
}
