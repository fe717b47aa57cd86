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
        for contender in contenders { draw(contender, on: &plot) }
        var labels = PointLabels(
            points: contenders.map { place(of: $0, on: plot) },
            radius: 5,
            across: plot.left...plot.drawing.width,
            down: plot.top...plot.bottom
        )
        for contender in contenders { label(contender, on: &plot, among: &labels) }
        return plot.drawing
    }

    private func place(of contender: Contender, on plot: Plot) -> Point {
        plot.point(max(1, contender.operations.mean), contender.accuracy.mean)
    }

    private func draw(_ contender: Contender, on plot: inout Plot) {
        let paint = Paint.category(contender.number)
        let point = place(of: contender, on: plot)
        if let interval = contender.accuracy.confidenceInterval() {
            let ends = [max(0, interval.lower), min(1, interval.upper)].map { Point(point.x, plot.y.position($0)) }
            plot.add(Mark.path(ends, paint, width: 1.6))
        }
        plot.add(Mark.circle(point, radius: 5, paint, tip: contender.words))
    }

    private func label(_ contender: Contender, on plot: inout Plot, among labels: inout PointLabels) {
        let paint = Paint.category(contender.number)
        let point = place(of: contender, on: plot)
        let name = TextWidth.fitted(contender.name, size: 11, width: 130)
        let width = TextWidth.of(name, size: 12)
        let place = labels.place(width: width, at: point)
        let isRight = place.x > point.x
        let end = isRight ? place.x : place.x + width
        // A line leads to a label that had to go further away.
        if abs(place.y - point.y) > 9 {
            plot.add(Mark.path([point, Point(isRight ? end - 2 : end + 2, place.y)], paint, width: 0.7))
        }
        let anchor = isRight ? Mark.Anchor.start : .end
        plot.add(Mark.text(name, Point(end, place.y + 3.8), class: "series", anchor: anchor, paint: paint))
    }
}
