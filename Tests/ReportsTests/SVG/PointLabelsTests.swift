import Testing

@testable import Reports

@Suite("Labels of points")
struct PointLabelsTests {
    private let bounds = (across: 0.0...200.0, down: 0.0...100.0)

    @Test("a label stands right of its point, or left of it at the edge")
    func beside() {
        let points = [Point(50, 50), Point(190, 50)]
        var labels = PointLabels(points: points, radius: 5, across: bounds.across, down: bounds.down)
        #expect(labels.place(width: 30, at: points[0]) == Point(60, 50))
        #expect(labels.place(width: 30, at: points[1]) == Point(150, 50))
    }

    @Test("no label lies on another, on a point or outside, wherever points crowd")
    func crowd() {
        let points = (0..<8).map { Point(60 + Double($0 % 3) * 4, 50 + Double($0 / 3) * 5) }
        var labels = PointLabels(points: points, radius: 5, across: bounds.across, down: bounds.down)
        let places = points.map { labels.place(width: 40, at: $0) }
        for (index, one) in places.enumerated() {
            #expect(bounds.across.contains(one.x) && bounds.across.contains(one.x + 40))
            #expect(bounds.down.contains(one.y - 6) && bounds.down.contains(one.y + 6))
            for other in places.dropFirst(index + 1) {
                #expect(abs(one.x - other.x) > 40 || abs(one.y - other.y) > 12)
            }
            for point in points {
                #expect(point.x + 5 < one.x || point.x - 5 > one.x + 40 || abs(point.y - one.y) > 11)
            }
        }
    }
}
