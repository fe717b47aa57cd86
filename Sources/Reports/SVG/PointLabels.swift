/// Labels beside points, each as near to its own as there is room that no other label and no point takes.
struct PointLabels {
    private struct Box {
        var across: ClosedRange<Double>
        var down: ClosedRange<Double>

        func overlaps(_ other: Box) -> Bool { across.overlaps(other.across) && down.overlaps(other.down) }
    }

    /// Half the height of a line of text.
    private static let halfLine = 6.0
    /// From a point to the label beside it.
    private static let distance = 10.0

    private let bounds: Box
    private var taken: [Box]

    /// - Parameters:
    ///   - points: all points, whether they get a label or not.
    ///   - radius: that of a point's circle.
    init(points: [Point], radius: Double, across: ClosedRange<Double>, down: ClosedRange<Double>) {
        bounds = Box(across: across, down: down)
        taken = points.map {
            Box(across: $0.x - radius...$0.x + radius, down: $0.y - radius...$0.y + radius)
        }
    }

    /// The left end and the middle height of a label: right of its point if there is room, else left, above or below.
    mutating func place(width: Double, at point: Point) -> Point {
        let sides = [point.x + Self.distance, point.x - Self.distance - width]
        let places = stride(from: 0.0, through: 120, by: 3).flatMap { shift in
            [-shift, shift].flatMap { shift in sides.map { Point($0, point.y + shift) } }
        }
        let chosen = places.first { isFree(box(width, at: $0)) } ?? places[0]
        taken.append(box(width, at: chosen))
        return chosen
    }

    private func box(_ width: Double, at place: Point) -> Box {
        Box(across: place.x...place.x + width, down: place.y - Self.halfLine...place.y + Self.halfLine)
    }

    private func isFree(_ box: Box) -> Bool {
        bounds.across.contains(box.across) && bounds.down.contains(box.down) && !taken.contains { $0.overlaps(box) }
    }
}
