internal import Statistics

/// Strategies by what they forget, the least first.
struct ForgettingBars {
    private let ranked: [Contender]

    init(_ contenders: [Contender]) {
        ranked = contenders.filter { $0.forgetting.count > 0 }.sorted { $0.forgetting.mean < $1.forgetting.mean }
    }

    var drawing: Drawing {
        let ends = ranked.flatMap { contender in
            let interval = contender.forgetting.confidenceInterval()
            return [interval?.lower ?? contender.forgetting.mean, interval?.upper ?? contender.forgetting.mean, 0]
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
        for index in ranked.indices { draw(index, labels[index], on: &plot) }
        return plot.drawing
    }

    private func draw(_ index: Int, _ label: String, on plot: inout Plot) {
        let contender = ranked[index]
        let height = plot.y.position(Double(index))
        let paint = Paint.category(contender.number)
        plot.add(Mark.text(label, Point(plot.left - 8, height + 3.8), class: "tick", anchor: .end))
        if let interval = contender.forgetting.confidenceInterval() {
            let (lower, upper) = (plot.x.position(interval.lower), plot.x.position(interval.upper))
            plot.add(Mark.path([Point(lower, height), Point(upper, height)], paint, width: 1.6))
        }
        plot.add(
            Mark.circle(
                Point(plot.x.position(contender.forgetting.mean), height),
                radius: 4.5,
                paint,
                tip: "\(contender.name): \(NumberText.fixed(contender.forgetting.mean, 3))"
            )
        )
    }
}
