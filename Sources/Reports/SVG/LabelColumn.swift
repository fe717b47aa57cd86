/// Labels in a column beside the ends of lines, moved apart until none covers another.
struct LabelColumn {
    struct Label {
        var text: String
        /// Where the label would stand if it were alone.
        var height: Double
        var paint: Paint
    }

    var labels: [Label]
    var spacing = 13.0
    var bounds: ClosedRange<Double>

    /// The labels at a distance from the left edge.
    func marks(at x: Double) -> [Markup] {
        let order = labels.indices.sorted { labels[$0].height < labels[$1].height }
        return zip(order, heights).map { index, height in
            Mark.text(labels[index].text, Point(x, height + 3.8), class: "series", paint: labels[index].paint)
        }
    }

    /// The heights of the labels, ascending.
    var heights: [Double] { spread(labels.map(\.height).sorted()) }

    /// Ascending heights with at least the spacing between them, moved as little as a few rounds of pushing allow.
    private func spread(_ wanted: [Double]) -> [Double] {
        var heights = wanted
        let room = bounds.upperBound - bounds.lowerBound
        let gap = heights.count > 1 ? min(spacing, room / Double(heights.count - 1)) : spacing
        for _ in 0..<60 {
            for index in heights.indices.dropFirst() {
                let lack = gap - (heights[index] - heights[index - 1])
                guard lack > 0 else { continue }
                heights[index - 1] -= lack / 2
                heights[index] += lack / 2
            }
            if let first = heights.first, first < bounds.lowerBound { heights[0] = bounds.lowerBound }
            if let last = heights.last, last > bounds.upperBound { heights[heights.count - 1] = bounds.upperBound }
        }
        return heights
    }
}
