internal import Experiments
internal import Statistics

/// Accuracy of the first task while later tasks are learned, a line for each level of an axis.
struct FirstTaskFading {
    let study: Study
    let axis: Int

    private var words: String { study.grid.axes[axis].words }

    var drawing: Drawing? {
        let levels = study.accuracyByLevel[axis]
        let present = levels.indices.filter { levels[$0].jobCount > 0 }
        guard !present.isEmpty else { return nil }
        let names = present.map { TextWidth.fitted(study.grid.axes[axis].label($0), size: 11, width: 120) }
        var plot = Plot(
            "How the first task fades",
            "mean by \(words)",
            description: "Accuracy of the first task learned as later tasks are learned, by \(words).",
            width: Figure.halfWidth,
            height: 350,
            margins: .init(top: 54, right: (names.map { TextWidth.of($0, size: 12) }.max() ?? 0) + 16),
            x: { start, end in
                var scale = Scale.exact(
                    1...Double(study.taskCount),
                    from: start,
                    to: end,
                    ticks: min(study.taskCount, 8)
                )
                scale.ticks = scale.ticks.filter { $0.value == $0.value.rounded() }
                return scale
            },
            y: { .exact(0...1, from: $0, to: $1) }
        )
        plot.drawVerticalAxis("test accuracy of the first task")
        plot.drawHorizontalAxis("tasks learned")
        for level in present { draw(levels[level], study.grid.axes[axis].paint(level), on: &plot) }
        let labels = zip(present, names).map { level, name in
            LabelColumn.Label(
                text: name,
                height: plot.y.position(levels[level][study.taskCount, 1].mean),
                paint: study.grid.axes[axis].paint(level)
            )
        }
        for mark in LabelColumn(labels: labels, bounds: plot.top...plot.bottom).marks(at: plot.right + 7) {
            plot.add(mark)
        }
        return plot.drawing
    }

    private func draw(_ accuracy: MatrixMoments, _ paint: Paint, on plot: inout Plot) {
        let frame = plot
        let moments = (1...study.taskCount).map { accuracy[$0, 1] }
        /// The mean, moved by so many standard deviations.
        let line = { (deviations: Double) in
            moments.enumerated().map { index, moments in
                let value = moments.mean + deviations * (moments.standardDeviation ?? 0)
                return frame.point(Double(index + 1), min(1, max(0, value)))
            }
        }
        plot.add(Mark.band(line(-1), line(1), paint, opacity: 0.08))
        plot.add(Mark.path(line(0), paint, width: 2.2))
        guard study.taskCount <= 12 else { return }
        for point in line(0) { plot.add(Mark.circle(point, radius: 2.6, paint)) }
    }
}
