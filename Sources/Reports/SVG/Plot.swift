/// A drawing with a horizontal and a vertical scale: headline, grid, labelled axes, and a box for the data.
struct Plot: Sendable {
    /// The distances from the drawing's edges to the box of the data.
    struct Margins: Sendable {
        var top = 46.0
        var right = 14.0
        var bottom = 42.0
        /// At least this; more where the labels of the vertical scale need it.
        var left = 46.0
    }

    static let letterSize = 11.0

    var drawing: Drawing
    let margins: Margins
    var x: Scale
    var y: Scale

    /// - Parameters:
    ///   - x: makes the horizontal scale between two coordinates, left to right.
    ///   - y: makes the vertical scale between two coordinates, bottom to top.
    ///   - verticalLabel: how a tick of the vertical scale is written, if not as a plain number.
    init(
        _ title: String,
        _ subtitle: String? = nil,
        description: String,
        width: Double = Figure.thirdWidth,
        height: Double = 270,
        margins: Margins = Margins(),
        x: (Double, Double) -> Scale,
        y: (Double, Double) -> Scale,
        verticalLabel: (Double) -> String? = { _ in nil }
    ) {
        drawing = Drawing(width: width, height: height, title: title, description: description)
        let y = y(height - margins.bottom, margins.top)
        let labels = y.ticks.map { TextWidth.of(verticalLabel($0.value) ?? $0.label, size: Plot.letterSize) }
        var margins = margins
        margins.left = max(margins.left, (labels.max() ?? 0) + 26)
        self.margins = margins
        self.x = x(margins.left, width - margins.right)
        self.y = y
        for index in y.ticks.indices {
            if let label = verticalLabel(y.ticks[index].value) { self.y.ticks[index].label = label }
        }
        drawing.marks += Plot.headline(title, subtitle, width: width)
    }

    var left: Double { margins.left }
    var right: Double { drawing.width - margins.right }
    var top: Double { margins.top }
    var bottom: Double { drawing.height - margins.bottom }

    /// A title in two lines at the top of a drawing.
    static func headline(_ title: String, _ subtitle: String?, width: Double) -> [Markup] {
        var marks = [Mark.text(TextWidth.fitted(title, size: 13, width: width), Point(0, 14), class: "headline")]
        if let subtitle {
            marks.append(Mark.text(TextWidth.fitted(subtitle, size: 11, width: width), Point(0, 30), class: "subtitle"))
        }
        return marks
    }

    /// The place of a pair of data.
    func point(_ across: Double, _ up: Double) -> Point {
        Point(x.position(across), y.position(up))
    }

    mutating func add(_ mark: Markup) {
        drawing.marks.append(mark)
    }

    /// Grid lines with labels for the vertical scale, and the name of what it shows.
    mutating func drawVerticalAxis(_ name: String) {
        for tick in y.ticks {
            let height = y.position(tick.value)
            add(Mark.line(Point(left, height), Point(right, height), class: "grid"))
            add(Mark.text(tick.label, Point(left - 7, height + 3.8), class: "tick", anchor: .end))
        }
        add(Mark.text(name, Point(11, (top + bottom) / 2), class: "axis", anchor: .middle, turned: true))
    }

    /// The base line with ticks and labels for the horizontal scale, and the name of what it shows.
    mutating func drawHorizontalAxis(_ name: String, gridLines: Bool = false) {
        add(Mark.line(Point(left, bottom), Point(right, bottom), class: "base"))
        for tick in x.spacedTicks(letterSize: Plot.letterSize) {
            let place = x.position(tick.value)
            add(
                Mark.line(
                    Point(place, gridLines ? top : bottom),
                    Point(place, bottom + 4),
                    class: gridLines ? "grid" : "base"
                )
            )
            add(Mark.text(tick.label, Point(place, bottom + 16), class: "tick", anchor: .middle))
        }
        add(Mark.text(name, Point((left + right) / 2, drawing.height - 6), class: "axis", anchor: .middle))
    }
}
