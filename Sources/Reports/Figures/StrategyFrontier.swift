internal import Experiments
internal import Statistics

/// Strategies by what they cost and how accurate they end.
struct StrategyFrontier {
    let study: Study

    /// A strategy's jobs in two numbers.
    struct Place: Sendable {
        var level: Int
        var name: String
        var operations: Moments
        var accuracy: Moments
        var forgetting: Moments
        /// No other strategy is at least as accurate for as few operations.
        var isOnFrontier: Bool
    }

    /// The strategies with complete jobs; nil where the grid has only one.
    var places: [Place]? {
        guard let axis = study.grid.axisIndex(of: "strategy"), study.grid.axes[axis].count > 1 else { return nil }
        let accuracy = study.moments(of: .accuracy, byAxis: axis)
        let operations = study.moments(of: .operations, byAxis: axis)
        let forgetting = study.moments(of: .forgetting, byAxis: axis)
        let present = accuracy.indices.filter { accuracy[$0].count > 0 }
        guard present.count > 1 else { return nil }
        return present.map { level in
            let isBeaten = present.contains { other in
                other != level && accuracy[other].mean >= accuracy[level].mean
                    && operations[other].mean <= operations[level].mean
                    && (accuracy[other].mean > accuracy[level].mean || operations[other].mean < operations[level].mean)
            }
            return Place(
                level: level,
                name: study.grid.axes[axis].label(level),
                operations: operations[level],
                accuracy: accuracy[level],
                forgetting: forgetting[level],
                isOnFrontier: !isBeaten
            )
        }
    }

    var figure: Figure? {
        guard let places else { return nil }
        var data = DataTable([
            "strategy", "operations", "average_accuracy", "lower", "upper", "forgetting", "jobs", "frontier",
        ])
        for place in places {
            let interval = place.accuracy.confidenceInterval()
            data.add(
                .text(place.name),
                .number(place.operations.mean),
                .number(place.accuracy.mean),
                .number(interval?.lower),
                .number(interval?.upper),
                place.forgetting.count > 0 ? .number(place.forgetting.mean) : .none,
                .integer(place.accuracy.count),
                .text(place.isOnFrontier ? "yes" : "no")
            )
        }
        return Figure(
            id: "strategies",
            title: "Strategies: accuracy against compute",
            caption: caption(places),
            method: """
                Mean over all jobs of a strategy; bars: 95 % interval for its mean (Student's t over jobs, which \
                differ in their settings too). The line joins the strategies that none beats in both. Average \
                accuracy: \(Measure.accuracy.definition). Operations: \(Measure.operations.definition).
                """,
            layout: .halves,
            panels: [frontier(places), forgettingBars(places)],
            data: data
        )
    }

    private func caption(_ places: [Place]) -> String {
        let frontier = places.filter(\.isOnFrontier).sorted { $0.operations.mean < $1.operations.mean }
        return "On the frontier, from cheap to dear: "
            + frontier.map(words).joined(separator: ", ") + "."
    }

    private func words(_ place: Place) -> String {
        let cost = NumberText.operations(place.operations.mean)
        return "\(place.name) (\(NumberText.fixed(place.accuracy.mean, 3)) for \(cost))"
    }

    private func frontier(_ places: [Place]) -> Drawing {
        let accuracies = places.flatMap { place in
            let interval = place.accuracy.confidenceInterval()
            return [interval?.lower ?? place.accuracy.mean, interval?.upper ?? place.accuracy.mean]
        }
        let costs = Moments(places.map { max(1, $0.operations.mean) })
        var plot = Plot(
            "Average accuracy by operations of a job",
            "up and left is better",
            description: "\(places.count) strategies by mean operations and mean average accuracy.",
            width: Figure.halfWidth,
            height: 350,
            margins: .init(right: 30),
            x: { .logarithmic(costs.minimum / 1.15...costs.maximum * 1.6, from: $0, to: $1) },
            y: { .linear((accuracies.min() ?? 0)...(accuracies.max() ?? 1), from: $0, to: $1) }
        )
        for index in plot.x.ticks.indices {
            plot.x.ticks[index].label = NumberText.operations(plot.x.ticks[index].value)
        }
        plot.drawVerticalAxis("average accuracy")
        plot.drawHorizontalAxis("operations", gridLines: true)
        let frontier = places.filter(\.isOnFrontier).sorted { $0.operations.mean < $1.operations.mean }
        let grey = Paint(light: Color(hex: 0x9AA3AE), dark: Color(hex: 0x6B7480))
        plot.add(
            Mark.path(
                frontier.map { plot.point(max(1, $0.operations.mean), $0.accuracy.mean) },
                grey,
                width: 1.4,
                dashes: "4 4"
            )
        )
        var taken: [ClosedRange<Double>: [ClosedRange<Double>]] = [:]
        for place in places { draw(place, on: &plot, avoiding: &taken) }
        return plot.drawing
    }

    private func draw(
        _ place: Place,
        on plot: inout Plot,
        avoiding taken: inout [ClosedRange<Double>: [ClosedRange<Double>]]
    ) {
        let paint = Paint.category(place.level)
        let point = plot.point(max(1, place.operations.mean), place.accuracy.mean)
        if let interval = place.accuracy.confidenceInterval() {
            plot.add(
                Mark.path(
                    [Point(point.x, plot.y.position(interval.lower)), Point(point.x, plot.y.position(interval.upper))],
                    paint,
                    width: 1.6
                )
            )
        }
        plot.add(
            Mark.circle(
                point,
                radius: 5,
                paint,
                tip: words(place)
            )
        )
        let name = TextWidth.fitted(place.name, size: 11, width: 130)
        let width = TextWidth.of(name, size: 12)
        let fitsRight = point.x + 10 + width < plot.drawing.width
        let left = fitsRight ? point.x + 10 : point.x - 10 - width
        var height = point.y
        let across = left...left + width
        // Upwards until no earlier label is in the way.
        while taken.contains(where: { $0.key.overlaps(across) && $0.value.contains { $0.contains(height) } }) {
            height -= 4
        }
        taken[across, default: []].append(height - 12...height + 12)
        plot.add(
            Mark.text(
                name,
                Point(fitsRight ? left : left + width, height + 3.8),
                class: "series",
                anchor: fitsRight ? .start : .end,
                paint: paint
            )
        )
    }

    private func forgettingBars(_ places: [Place]) -> Drawing {
        let ranked = places.filter { $0.forgetting.count > 0 }.sorted { $0.forgetting.mean < $1.forgetting.mean }
        let ends = ranked.flatMap { place in
            let interval = place.forgetting.confidenceInterval()
            return [interval?.lower ?? place.forgetting.mean, interval?.upper ?? place.forgetting.mean, 0]
        }
        let labels = ranked.map { TextWidth.fitted($0.name, size: 11, width: 140) }
        var plot = Plot(
            "Forgetting by strategy",
            "the least first · 95 % intervals",
            description: "Mean forgetting of \(ranked.count) strategies.",
            width: Figure.halfWidth,
            height: max(200, 90 + Double(ranked.count) * max(16, min(36, 260 / Double(max(1, ranked.count))))),
            margins: .init(left: (labels.map { TextWidth.of($0, size: 11) }.max() ?? 40) + 14),
            x: { .linear((ends.min() ?? 0)...(ends.max() ?? 1), from: $0, to: $1) },
            y: { .places(labels, from: $1, to: $0) }
        )
        plot.drawHorizontalAxis("forgetting", gridLines: true)
        for (index, place) in ranked.enumerated() {
            let height = plot.y.position(Double(index))
            let paint = Paint.category(place.level)
            plot.add(Mark.text(labels[index], Point(plot.left - 8, height + 3.8), class: "tick", anchor: .end))
            if let interval = place.forgetting.confidenceInterval() {
                let (lower, upper) = (plot.x.position(interval.lower), plot.x.position(interval.upper))
                plot.add(Mark.path([Point(lower, height), Point(upper, height)], paint, width: 1.6))
            }
            plot.add(
                Mark.circle(
                    Point(plot.x.position(place.forgetting.mean), height),
                    radius: 4.5,
                    paint,
                    tip: "\(place.name): \(NumberText.fixed(place.forgetting.mean, 3))"
                )
            )
        }
        return plot.drawing
    }
}
