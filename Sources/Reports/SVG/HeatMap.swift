/// Numbers in rows and columns as coloured fields, each with its value written in it.
struct HeatMap: Sendable {
    /// A field of the map.
    struct Field: Sendable {
        var value: Double?
        var text: String
        /// What appears on hovering.
        var tip: String
        var isOutlined = false
    }

    var title: String
    var subtitle: String?
    var description: String
    var columns: [String]
    /// From top to bottom.
    var rows: [String]
    var columnName: String
    var rowName: String
    /// By row from top to bottom, then by column.
    var fields: [[Field]]
    var domain: ClosedRange<Double>
    var scale = ColorScale.sequential
    /// How the ends of the domain are written beside the colour bar; none leaves the bar out.
    var legend: @Sendable (Double) -> String
    var showsLegend = true
    var width = Figure.thirdWidth
    var rowHeight = 40.0

    /// The map as a drawing.
    func drawing() -> Drawing {
        let margins = Plot.Margins(top: 44, right: 2, bottom: showsLegend ? 66 : 40, left: 28)
        let height = margins.top + margins.bottom + rowHeight * Double(rows.count)
        var plot = Plot(
            title,
            subtitle,
            description: description,
            width: width,
            height: height,
            margins: margins,
            x: { .places(columns, from: $0, to: $1) },
            y: { .places(rows.map { TextWidth.fitted($0, size: 11, width: 104) }, from: $1, to: $0) }
        )
        for (row, line) in fields.enumerated() {
            for (column, field) in line.enumerated() { plot.add(mark(field, row, column, plot)) }
        }
        for (row, line) in fields.enumerated() {
            for (column, field) in line.enumerated() where field.isOutlined {
                let corner = corner(row, column, plot)
                plot.add(
                    Mark.outline(
                        Point(corner.x + 0.5, corner.y + 0.5),
                        width: plot.x.band - 2,
                        height: plot.y.band - 2,
                        class: plot.y.band < 20 ? "outline thin" : "outline"
                    )
                )
            }
        }
        drawLabels(on: &plot)
        if showsLegend { drawLegend(on: &plot) }
        return plot.drawing
    }

    private func corner(_ row: Int, _ column: Int, _ plot: Plot) -> Point {
        Point(plot.left + Double(column) * plot.x.band + 0.5, plot.top + Double(row) * plot.y.band + 0.5)
    }

    private func mark(_ field: Field, _ row: Int, _ column: Int, _ plot: Plot) -> Markup {
        let corner = corner(row, column, plot)
        let center = Point(corner.x + plot.x.band / 2 - 0.5, corner.y + plot.y.band / 2 + 3.5)
        let gap = min(1, plot.y.band / 20)
        let (width, height) = (plot.x.band - gap, plot.y.band - gap)
        let fits = TextWidth.of(field.text, size: 11) <= plot.x.band && plot.y.band >= 13
        guard let value = field.value else {
            let empty = Markup.tag(
                "rect",
                [
                    "x": corner.x.coordinate, "y": corner.y.coordinate, "width": width.coordinate,
                    "height": height.coordinate, "rx": "2", "class": "missing",
                ]
            )
            let text = fits ? [Mark.text(field.text, center, class: "tick", anchor: .middle)] : []
            return Mark.group([empty] + text, tip: field.tip)
        }
        let span = domain.upperBound - domain.lowerBound
        let paint = scale.paint(at: span > 0 ? (value - domain.lowerBound) / span : 0.5)
        let text = fits ? [Mark.text(field.text, center, class: "cell", anchor: .middle, paint: paint.readableInk)] : []
        return Mark.group(
            [Mark.rectangle(corner, width: width, height: height, paint, radius: 2 * gap)] + text,
            tip: field.tip
        )
    }

    private func drawLabels(on plot: inout Plot) {
        for tick in plot.x.spacedTicks(letterSize: Plot.letterSize) {
            plot.add(
                Mark.text(
                    tick.label,
                    Point(plot.x.position(tick.value), plot.bottom + 15),
                    class: "tick",
                    anchor: .middle
                )
            )
        }
        for (index, tick) in plot.y.ticks.enumerated() where plot.y.band >= 12 || index.isMultiple(of: 2) {
            plot.add(
                Mark.text(
                    tick.label,
                    Point(plot.left - 6, plot.y.position(tick.value) + 3.8),
                    class: "tick",
                    anchor: .end
                )
            )
        }
        plot.add(
            Mark.text(columnName, Point((plot.left + plot.right) / 2, plot.bottom + 32), class: "axis", anchor: .middle)
        )
        plot.add(
            Mark.text(rowName, Point(11, (plot.top + plot.bottom) / 2), class: "axis", anchor: .middle, turned: true)
        )
    }

    private func drawLegend(on plot: inout Plot) {
        let steps = 32
        let width = min(120, (plot.right - plot.left) * 0.6)
        let left = (plot.left + plot.right - width) / 2
        let top = plot.bottom + 46
        for step in 0..<steps {
            plot.add(
                Mark.rectangle(
                    Point(left + width * Double(step) / Double(steps), top),
                    width: width / Double(steps) + (step < steps - 1 ? 1 : 0),
                    height: 8,
                    scale.paint(at: (Double(step) + 0.5) / Double(steps))
                )
            )
        }
        plot.add(Mark.text(legend(domain.lowerBound), Point(left - 6, top + 8), class: "tick", anchor: .end))
        plot.add(Mark.text(legend(domain.upperBound), Point(left + width + 6, top + 8), class: "tick"))
    }
}
