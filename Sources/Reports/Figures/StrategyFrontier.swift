internal import Experiments
internal import Statistics

/// Strategies of one condition by what they cost and how accurate they end.
struct StrategyFrontier {
    /// The condition in words; empty where it is the only one.
    let name: String
    let contenders: [Contender]
    let width: Double

    var drawing: Drawing {
        let accuracies = contenders.flatMap { contender in
            let interval = contender.accuracy.confidenceInterval()
            return [
                max(0, interval?.lower ?? contender.accuracy.mean), min(1, interval?.upper ?? contender.accuracy.mean),
            ]
        }
        let costs = Moments(contenders.map { max(1, $0.operations.mean) })
        var plot = Plot(
            name.isEmpty ? "Average accuracy by operations of a job" : name,
            "up and left is better",
            description: "\(contenders.count) strategies by mean operations and mean average accuracy.",
            width: width,
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
        let frontier = contenders.filter(\.isOnFrontier).sorted { $0.operations.mean < $1.operations.mean }
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
        for contender in contenders { draw(contender, on: &plot, avoiding: &taken) }
        return plot.drawing
    }

    private func draw(
        _ contender: Contender,
        on plot: inout Plot,
        avoiding taken: inout [ClosedRange<Double>: [ClosedRange<Double>]]
    ) {
        let paint = Paint.category(contender.number)
        let point = plot.point(max(1, contender.operations.mean), contender.accuracy.mean)
        if let interval = contender.accuracy.confidenceInterval() {
            plot.add(
                Mark.path(
                    [max(0, interval.lower), min(1, interval.upper)].map { Point(point.x, plot.y.position($0)) },
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
                tip: contender.words
            )
        )
        let name = TextWidth.fitted(contender.name, size: 11, width: 130)
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
}
