internal import Experiments
internal import Statistics

/// The orderings from best to worst, and what it does to learn one task before another.
struct OrderingRanks {
    let study: Study

    /// How many orderings are drawn with their names; of more, only both ends are.
    private static let named = 24
    private static let drawnTasks = 12

    var figure: Figure? {
        guard let effects = study.orderingEffects(on: .accuracy) else { return nil }
        let forgetting = study.orderingEffects(on: .forgetting)
        var panels = [ranks(effects)]
        if let forgetting, study.taskCount > 1 { panels.append(precedence(forgetting)) }
        return Figure(
            id: "orderings",
            title: "Task orderings, ranked",
            caption: caption(effects),
            method: """
                Left: \(Measure.accuracy.words) at the end, less the mean of all orderings of the same block (jobs \
                that agree in all else), averaged over \(effects.blockCount) \
                \(effects.blockCount == 1 ? "block" : "blocks"); bars: 95 % interval (Student's t over blocks). \
                Right: mean forgetting of the orderings at hand that learn the row's task before the column's, less \
                that of those that learn it after; tasks by their number in the stream. Conclusions hold for these \
                \(effects.ranked.count) orderings.
                """,
            layout: .halves,
            panels: panels,
            data: table(effects, forgetting)
        )
    }

    private func caption(_ effects: OrderingEffects) -> String {
        guard let best = effects.ranked.first, let worst = effects.ranked.last else { return "" }
        let difference = best.deviation.mean - worst.deviation.mean
        return """
            From \(best.ordering) (best) to \(worst.ordering) (worst), the order of the tasks changes average accuracy \
            by \(NumberText.fixed(difference, 3)).
            """
    }

    /// The orderings with their rank, both ends of them where there are many.
    private func drawn(_ effects: OrderingEffects) -> [(rank: Int, effect: OrderingEffect)] {
        let all = effects.ranked.enumerated().map { (rank: $0.offset + 1, effect: $0.element) }
        return all.count <= Self.named ? all : Array(all.prefix(Self.named / 2) + all.suffix(Self.named / 2))
    }

    private func ranks(_ effects: OrderingEffects) -> Drawing {
        let rows = drawn(effects)
        let hidden = effects.ranked.count - rows.count
        let gap = hidden > 0 ? 1 : 0
        let labels = rows.map { TextWidth.fitted($0.effect.ordering.description, size: 11, width: 130) }
        let ends = rows.flatMap { row in
            let interval = row.effect.deviation.confidenceInterval()
            return [interval?.lower ?? row.effect.deviation.mean, interval?.upper ?? row.effect.deviation.mean, 0]
        }
        let left = (labels.map { TextWidth.of($0, size: 11) }.max() ?? 40) + 46
        let count = rows.count + gap
        var plot = Plot(
            "Effect of the ordering on average accuracy",
            "best \(hidden > 0 ? "and worst " : "")first · 0 is the mean ordering",
            description: "\(effects.ranked.count) orderings ranked by their effect on average accuracy.",
            width: Figure.halfWidth,
            height: 88 + Double(count) * max(15, min(26, 300 / Double(count))),
            margins: .init(left: left),
            x: { .linear((ends.min() ?? 0)...(ends.max() ?? 0), from: $0, to: $1) },
            y: { .places(Array(repeating: "", count: count), from: $1, to: $0) }
        )
        plot.drawHorizontalAxis("deviation of average accuracy", gridLines: true)
        let zero = plot.x.position(0)
        plot.add(Mark.line(Point(zero, plot.top), Point(zero, plot.bottom), class: "base"))
        for (index, row) in rows.enumerated() {
            let isTail = hidden > 0 && index >= Self.named / 2
            draw(row, labels[index], atRow: Double(index + (isTail ? 1 : 0)), on: &plot)
        }
        if hidden > 0 {
            let place = Point((plot.left + plot.right) / 2, plot.y.position(Double(Self.named / 2)) + 4)
            plot.add(
                Mark.text("… \(NumberText.grouped(hidden)) orderings between …", place, class: "tick", anchor: .middle)
            )
        }
        return plot.drawing
    }

    private func draw(
        _ row: (rank: Int, effect: OrderingEffect),
        _ label: String,
        atRow index: Double,
        on plot: inout Plot
    ) {
        let height = plot.y.position(index)
        let deviation = row.effect.deviation
        let paint = Paint.category(deviation.mean < 0 ? 1 : 0)
        plot.add(Mark.text("\(row.rank)", Point(24, height + 3.8), class: "tick", anchor: .end))
        plot.add(Mark.text(label, Point(plot.left - 8, height + 3.8), class: "tick number", anchor: .end))
        let interval = deviation.confidenceInterval()
        if let interval {
            let (lower, upper) = (plot.x.position(interval.lower), plot.x.position(interval.upper))
            plot.add(Mark.path([Point(lower, height), Point(upper, height)], paint, width: 1.6))
        }
        let spread = interval.map { " [\(NumberText.fixed($0.lower, 3)), \(NumberText.fixed($0.upper, 3))]" } ?? ""
        plot.add(
            Mark.circle(
                Point(plot.x.position(deviation.mean), height),
                radius: 4,
                paint,
                tip: "\(row.effect.ordering): \(NumberText.fixed(deviation.mean, 4))\(spread)"
            )
        )
    }

    private func precedence(_ effects: OrderingEffects) -> Drawing {
        let count = min(study.taskCount, Self.drawnTasks)
        let values = (0..<count).map { earlier in
            (0..<count).map { later in earlier == later ? nil : effects.precedence(of: earlier, before: later) }
        }
        let reach = max(1e-9, values.flatMap { $0 }.compactMap { $0 }.map(abs).max() ?? 0)
        let fields = values.enumerated().map { earlier, row in
            row.enumerated().map { later, value in
                HeatMap.Field(
                    value: value,
                    text: value.map { NumberText.fixed($0, 3) } ?? (earlier == later ? "" : "–"),
                    tip: value.map {
                        "Task \(earlier) before task \(later): forgetting changes by \(NumberText.fixed($0, 4))"
                    } ?? "not among the orderings at hand"
                )
            }
        }
        return HeatMap(
            title: "Forgetting if A is learned before B",
            subtitle: "difference to B before A · below 0: less is forgotten",
            description: "What learning one task before another changes in forgetting, for each pair of tasks.",
            columns: (0..<count).map { "task \($0)" },
            rows: (0..<count).map { "task \($0)" },
            columnName: "B, learned later",
            rowName: "A, learned earlier",
            fields: fields,
            domain: -reach...reach,
            scale: .diverging,
            legend: { NumberText.fixed($0, 3) },
            width: Figure.halfWidth,
            rowHeight: max(18, min(44, 260 / Double(count)))
        ).drawing()
    }

    private func table(_ effects: OrderingEffects, _ forgetting: OrderingEffects?) -> DataTable {
        var data = DataTable([
            "rank", "ordering", "accuracy_deviation", "lower", "upper", "forgetting_deviation", "blocks",
        ])
        for (index, effect) in effects.ranked.enumerated() {
            let interval = effect.deviation.confidenceInterval()
            let other = forgetting?.ranked.first { $0.level == effect.level }
            data.add(
                .integer(index + 1),
                .text(effect.ordering.description),
                .number(effect.deviation.mean),
                .number(interval?.lower),
                .number(interval?.upper),
                .number(other?.deviation.mean),
                .integer(effect.deviation.count)
            )
        }
        return data
    }
}
