internal import Experiments
internal import Statistics

/// Every job by what it learned and what it lost, and how the first task fades at each level of the main axes.
struct PlasticityPlane {
    let study: Study
    /// The axis that colours the dots: the one that explains most.
    let axis: Int?

    private static let drawnJobs = 2000

    var figure: Figure? {
        let cells = drawnCells
        guard !cells.isEmpty, study.taskCount > 1 else { return nil }
        let learned = study.column(.learningAccuracy)
        let lost = study.column(.backwardTransfer)
        var data = DataTable(
            (axis.map { [study.grid.axes[$0].field.name] } ?? []) + [
                "learning_accuracy", "backward_transfer", "average_accuracy",
            ]
        )
        for cell in cells {
            let level = axis.map {
                [DataTable.Value.text(study.grid.axes[$0].label(study.grid.levels(ofCell: cell)[$0]))]
            }
            data.rows.append(
                (level ?? [])
                    + [.number(learned[cell]), .number(lost[cell]), .number(study.column(.accuracy)[cell])]
            )
        }
        let panels =
            [plane(cells)] + (axis.flatMap { FirstTaskFading(study: study, axis: $0).drawing }.map { [$0] } ?? [])
        return Figure(
            id: "plasticity-stability",
            title: "Plasticity against stability",
            caption: caption,
            method: method,
            layout: .halves,
            panels: panels,
            data: data
        )
    }

    private var done: [Int] {
        let lost = study.column(.backwardTransfer)
        return lost.indices.filter { !lost[$0].isNaN }
    }

    /// All jobs, or an even choice of them where there are too many to tell apart.
    private var drawnCells: [Int] {
        let done = done
        guard done.count > Self.drawnJobs else { return done }
        return (0..<Self.drawnJobs).map { done[$0 * done.count / Self.drawnJobs] }
    }

    private var caption: String {
        "A job high up kept what it learned; a job far right learned each task well. "
            + "The diagonals join jobs of equal average accuracy at the end."
    }

    private var method: String {
        let total = done.count
        let drawn =
            total > Self.drawnJobs
            ? " \(NumberText.grouped(Self.drawnJobs)) of \(jobs(total)) are drawn, evenly chosen." : ""
        let fading =
            axis.map {
                """
                 Right: mean accuracy of the first task learned, by \(study.grid.axes[$0].words); bands are one \
                standard deviation over jobs.
                """
            } ?? ""
        return """
            Left, across: learning accuracy, \(Measure.learningAccuracy.definition). Up: backward transfer, \
            \(Measure.backwardTransfer.definition). Average accuracy = learning accuracy + (T-1)/T backward \
            transfer.\(drawn)\(fading)
            """
    }

    private func plane(_ cells: [Int]) -> Drawing {
        let learned = study.column(.learningAccuracy)
        let lost = study.column(.backwardTransfer)
        let across = Moments(cells.map { learned[$0] })
        let up = Moments(cells.map { lost[$0] } + [0])
        var plot = Plot(
            "What was learned and what was lost",
            axis.map { "a dot is a job, coloured by \(study.grid.axes[$0].words)" },
            description: "\(cells.count) jobs by learning accuracy and backward transfer.",
            width: Figure.halfWidth,
            height: 350,
            margins: .init(top: 54),
            x: { .linear(across.minimum...max(across.maximum, across.minimum + 0.02), from: $0, to: $1) },
            y: { .linear(min(up.minimum, up.maximum - 0.02)...up.maximum, from: $0, to: $1) }
        )
        plot.drawVerticalAxis("backward transfer")
        plot.drawHorizontalAxis("learning accuracy", gridLines: true)
        drawDiagonals(on: &plot)
        drawKey(on: &plot)
        let opacity = cells.count > 400 ? 0.45 : 0.8
        for cell in cells {
            let paint = axis.map { study.grid.axes[$0].paint(study.grid.levels(ofCell: cell)[$0]) }
            plot.add(
                Mark.circle(
                    plot.point(learned[cell], lost[cell]),
                    radius: cells.count > 400 ? 2.6 : 3.8,
                    paint ?? Paint.category(0),
                    opacity: opacity,
                    tip: cells.count <= 500 ? tip(cell) : nil
                )
            )
        }
        return plot.drawing
    }

    private func tip(_ cell: Int) -> String {
        let accuracy = study.column(.accuracy)[cell]
        return "\(study.jobWords(ofCell: cell)): average accuracy \(NumberText.fixed(accuracy, 3))"
    }

    /// Lines of equal average accuracy, clipped to the box and labelled where they leave it: above if they can, and
    /// only where no other label is.
    private func drawDiagonals(on plot: inout Plot) {
        let slope = Double(study.taskCount) / Double(study.taskCount - 1)
        let (x, y) = (plot.x.domain, plot.y.domain)
        var labels: [(across: ClosedRange<Double>, height: Double)] = []
        for tenth in 1..<10 {
            let accuracy = Double(tenth) / 10
            // backward transfer = (accuracy - learned) * slope
            let left = max(x.lowerBound, accuracy - y.upperBound / slope)
            let right = min(x.upperBound, accuracy - y.lowerBound / slope)
            guard right - left > (x.upperBound - x.lowerBound) * 0.05 else { continue }
            let start = plot.point(left, (accuracy - left) * slope)
            let end = plot.point(right, (accuracy - right) * slope)
            plot.add(Mark.line(start, end, class: "iso"))
            let label = "ACC " + NumberText.fixed(accuracy, 1)
            let fromTop = left > x.lowerBound
            let place = fromTop ? Point(start.x, plot.top - 4) : Point(start.x + 4, start.y - 4)
            let width = TextWidth.of(label, size: Plot.letterSize)
            let across = fromTop ? place.x - width / 2...place.x + width / 2 : place.x...place.x + width
            guard !labels.contains(where: { $0.across.overlaps(across) && abs($0.height - place.y) < 11 }) else {
                continue
            }
            labels.append((across, place.y))
            plot.add(Mark.text(label, place, class: "iso-label", anchor: fromTop ? .middle : .start))
        }
    }

    /// The levels of the colouring axis as a row of dots in the lower left corner.
    private func drawKey(on plot: inout Plot) {
        guard let axis else { return }
        let labels = study.grid.axes[axis].labels
        let shown = labels.count <= 8 ? Array(labels.indices) : [0, labels.count / 2, labels.count - 1]
        var height = plot.bottom - 10 - 14 * Double(shown.count - 1)
        let names = shown.map { TextWidth.fitted(labels[$0], size: 11, width: 120) }
        let width = (names.map { TextWidth.of($0, size: 11) }.max() ?? 0) + 26
        let corner = Point(plot.left + 4, height - 13)
        plot.add(Mark.outline(corner, width: width, height: plot.bottom - 4 - corner.y, class: "key"))
        for (level, name) in zip(shown, names) {
            plot.add(
                Mark.circle(Point(plot.left + 12, height - 3.8), radius: 4, study.grid.axes[axis].paint(level))
            )
            plot.add(
                Mark.text(name, Point(plot.left + 21, height), class: "tick")
            )
            height += 14
        }
    }
}
