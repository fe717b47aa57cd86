internal import Experiments
internal import Statistics

/// Accuracy of every task while later tasks are learned, for the settings that the study samples.
struct RetentionCurves {
    let study: Study

    var figure: Figure? {
        guard !study.samples.isEmpty, study.taskCount > 1 else { return nil }
        let lowest =
            study.samples.flatMap { sample in
                (0...study.taskCount).flatMap { after in
                    (1...study.taskCount).map { sample.accuracy[after, $0].mean }
                }
            }.min() ?? 0
        var data = DataTable(["sample", "setting", "position", "after", "accuracy_mean", "accuracy_sd", "jobs"])
        for sample in study.samples { addRows(of: sample, to: &data) }
        return Figure(
            id: "retention",
            title: "How accuracy on each task fades as later tasks are learned",
            caption: caption,
            method: """
                A line is a task, from dark (learned first) to light (learned last): its mean test accuracy R[i][j] \
                over the setting's jobs; the band is one standard deviation either way. Dotted: before the task was \
                learned. Settings are \(study.choiceWords), where a job that diverged counts 0; orderings and seeds \
                are their repeats.
                """,
            layout: .thirds,
            panels: study.samples.map { panel($0, floor: lowest > 0.5 ? 0.4 : 0) },
            data: data
        )
    }

    private var caption: String {
        let parts = study.samples.map { sample in
            let last = sample.accuracy[study.taskCount, 1].mean
            let first = sample.accuracy[1, 1].mean
            return "\(sample.name.lowercased()) \(NumberText.fixed(first, 2)) → \(NumberText.fixed(last, 2))"
        }
        return "Accuracy of the first task, from just after it was learned to the end of the stream: "
            + parts.joined(separator: "; ") + "."
    }

    private func panel(_ sample: Study.Sample, floor: Double) -> Drawing {
        let count = study.taskCount
        let words = study.words(of: sample.setting)
        var plot = Plot(
            sample.name,
            "\(words) · \(jobs(sample.accuracy.jobCount))",
            description: "Mean accuracy of \(count) tasks after each learned task, with \(words).",
            margins: .init(right: 54),
            x: { start, end in
                var scale = Scale.exact(0...Double(count), from: start, to: end, ticks: min(count, 8))
                scale.ticks = scale.ticks.filter { $0.value == $0.value.rounded() }
                return scale
            },
            y: { .exact(floor...1, from: $0, to: $1) }
        )
        plot.drawVerticalAxis("test accuracy")
        plot.drawHorizontalAxis("tasks learned")
        var labels: [LabelColumn.Label] = []
        for position in 1...count {
            let paint = ColorScale.series(position - 1, of: count)
            drawTask(position, sample.accuracy, paint, on: &plot)
            guard count <= 10 || [1, count / 2, count].contains(position) else { continue }
            let end = plot.y.position(max(floor, sample.accuracy[count, position].mean))
            labels.append(.init(text: "task \(position)", height: end, paint: paint))
        }
        for mark in LabelColumn(labels: labels, bounds: plot.top...plot.bottom).marks(at: plot.right + 7) {
            plot.add(mark)
        }
        return plot.drawing
    }

    private func drawTask(_ position: Int, _ accuracy: MatrixMoments, _ paint: Paint, on plot: inout Plot) {
        let count = study.taskCount
        let frame = plot
        let place = { (after: Int, value: Double) in
            frame.point(Double(after), min(frame.y.domain.upperBound, max(frame.y.domain.lowerBound, value)))
        }
        let learned = position...count
        let reach = { (after: Int) in accuracy[after, position].standardDeviation ?? 0 }
        if accuracy.jobCount > 1, position < count {
            plot.add(
                Mark.band(
                    learned.map { place($0, accuracy[$0, position].mean - reach($0)) },
                    learned.map { place($0, accuracy[$0, position].mean + reach($0)) },
                    paint,
                    opacity: 0.12
                )
            )
        }
        let before = (0...position).map { place($0, accuracy[$0, position].mean) }
        plot.add(Mark.path(before, paint, width: 1.1, dashes: "1 4"))
        plot.add(Mark.path(learned.map { place($0, accuracy[$0, position].mean) }, paint, width: 2.2))
        for after in learned where count <= 12 || after == position {
            let moments = accuracy[after, position]
            plot.add(
                Mark.circle(
                    place(after, moments.mean),
                    radius: after == position ? 3.6 : 2.4,
                    paint,
                    tip: "Task \(position) after \(after) learned: \(NumberText.fixed(moments.mean, 3))"
                )
            )
        }
    }

    private func addRows(of sample: Study.Sample, to data: inout DataTable) {
        for position in 1...study.taskCount {
            for after in 0...study.taskCount {
                let moments = sample.accuracy[after, position]
                data.add(
                    .text(sample.name),
                    .text(study.words(of: sample.setting)),
                    .integer(position),
                    .integer(after),
                    .number(moments.mean),
                    .number(moments.standardDeviation),
                    .integer(moments.count)
                )
            }
        }
    }
}

/// `1 job`, `96 jobs`.
func jobs(_ count: Int) -> String {
    count == 1 ? "1 job" : "\(NumberText.grouped(count)) jobs"
}
