/// The shapes that figures are made of.
///
/// Chrome (grid lines, labels) takes its colours from the page's style sheet by class; data are painted.
enum Mark {
    static func line(_ from: Point, _ to: Point, class name: String) -> Markup {
        .tag(
            "line",
            [
                "x1": from.x.coordinate, "y1": from.y.coordinate, "x2": to.x.coordinate, "y2": to.y.coordinate,
                "class": name,
            ]
        )
    }

    /// A stroked line through points.
    static func path(_ points: [Point], _ paint: Paint, width: Double = 2, dashes: String? = nil) -> Markup {
        .tag(
            "path",
            [
                "d": steps(points), "fill": "none", "style": "stroke:\(paint.css)", "stroke-width": width.coordinate,
                "stroke-linejoin": "round", "stroke-linecap": "round", "stroke-dasharray": dashes,
            ]
        )
    }

    /// The area between two lines over the same places.
    static func band(_ lower: [Point], _ upper: [Point], _ paint: Paint, opacity: Double = 0.16) -> Markup {
        .tag(
            "path",
            [
                "d": steps(upper + lower.reversed()) + "Z", "style": "fill:\(paint.css)",
                "fill-opacity": opacity.coordinate, "stroke": "none",
            ]
        )
    }

    static func circle(_ center: Point, radius: Double, _ paint: Paint, opacity: Double? = nil, tip: String? = nil)
        -> Markup
    {
        .tag(
            "circle",
            [
                "cx": center.x.coordinate, "cy": center.y.coordinate, "r": radius.coordinate,
                "style": "fill:\(paint.css)", "fill-opacity": opacity?.coordinate,
            ],
            tipped(tip)
        )
    }

    static func rectangle(
        _ corner: Point,
        width: Double,
        height: Double,
        _ paint: Paint,
        radius: Double = 0,
        opacity: Double? = nil,
        tip: String? = nil
    ) -> Markup {
        .tag(
            "rect",
            [
                "x": corner.x.coordinate, "y": corner.y.coordinate, "width": max(0, width).coordinate,
                "height": max(0, height).coordinate, "rx": radius > 0 ? radius.coordinate : nil,
                "style": "fill:\(paint.css)", "fill-opacity": opacity?.coordinate,
            ],
            tipped(tip)
        )
    }

    /// An outline in the page's ink.
    static func outline(_ corner: Point, width: Double, height: Double, class name: String) -> Markup {
        .tag(
            "rect",
            [
                "x": corner.x.coordinate, "y": corner.y.coordinate, "width": width.coordinate,
                "height": height.coordinate, "rx": "2", "class": name,
            ]
        )
    }

    enum Anchor: String { case start, middle, end }

    /// A line of text; `place` is on its baseline.
    static func text(
        _ text: String,
        _ place: Point,
        class name: String = "label",
        anchor: Anchor = .start,
        paint: Paint? = nil,
        turned: Bool = false
    ) -> Markup {
        .tag(
            "text",
            [
                "x": place.x.coordinate, "y": place.y.coordinate, "class": name,
                "text-anchor": anchor == .start ? nil : anchor.rawValue, "style": paint.map { "fill:\($0.css)" },
                "transform": turned ? "rotate(-90 \(place.x.coordinate) \(place.y.coordinate))" : nil,
            ],
            [.text(text)]
        )
    }

    /// Marks that share a text which appears on hovering.
    static func group(_ marks: [Markup], tip: String? = nil, class name: String? = nil) -> Markup {
        .tag("g", ["class": name], tipped(tip) + marks)
    }

    private static func tipped(_ tip: String?) -> [Markup] {
        tip.map { [.tag("title", [:], [.text($0)])] } ?? []
    }

    private static func steps(_ points: [Point]) -> String {
        points.enumerated().map { index, point in
            (index == 0 ? "M" : "L") + point.x.coordinate + " " + point.y.coordinate
        }.joined()
    }
}
