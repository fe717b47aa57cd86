/// A picture of a fixed size in its own units, which are pixels where the page has room for them.
struct Drawing: Hashable, Sendable {
    var width: Double
    var height: Double
    /// Names the picture to people who cannot see it, and in its own headline.
    var title: String
    /// What the picture shows, in a sentence.
    var description: String
    var marks: [Markup] = []

    /// As an element of the page; `id` is unique in it.
    func markup(id: String) -> Markup {
        .tag(
            "svg",
            [
                "viewBox": "0 0 \(width.coordinate) \(height.coordinate)", "role": "img",
                "xmlns": "http://www.w3.org/2000/svg",
                "aria-labelledby": "\(id)-title \(id)-description", "style": "max-width:\((width * 1.22).coordinate)px",
            ],
            [
                .tag("title", ["id": "\(id)-title"], [.text(title)]),
                .tag("desc", ["id": "\(id)-description"], [.text(description)]),
            ] + marks
        )
    }
}

/// A place in a drawing.
struct Point: Hashable, Sendable {
    var x: Double
    var y: Double

    init(_ x: Double, _ y: Double) {
        self.x = x
        self.y = y
    }
}

extension Double {
    /// As SVG writes it: at most two decimals.
    var coordinate: String {
        let hundredths = (self * 100).rounded() / 100
        guard hundredths.isFinite else { return "0" }
        let text = "\(hundredths)"
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
}
