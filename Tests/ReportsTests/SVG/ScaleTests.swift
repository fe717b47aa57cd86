import Testing

@testable import Reports

@Suite("Scales and ticks")
struct ScaleTests {
    @Test("a linear scale is widened to round numbers and maps its ends to the range's")
    func linear() {
        let scale = Scale.linear(0.12...0.87, from: 100, to: 0)
        #expect(scale.domain == 0...1)
        #expect(scale.position(0) == 100)
        #expect(scale.position(1) == 0)
        #expect(abs(scale.position(0.25) - 75) < 1e-9)
        #expect(scale.ticks.map(\.label) == ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"])
    }

    @Test(
        "a step is 1, 2 or 5 times a power of ten",
        arguments: [(3.0, 1.0), (7, 2), (0.4, 0.1), (0.9, 0.2), (2300, 500)]
    )
    func steps(width: Double, step: Double) {
        #expect(abs(Ticks.step(for: 0...width, about: 5) - step) < 1e-9 * step)
    }

    @Test("a range of one value still has a scale")
    func degenerate() {
        let scale = Scale.linear(0.5...0.5, from: 0, to: 100)
        #expect(scale.position(0.5).isFinite)
        #expect(!scale.ticks.isEmpty)
        #expect(Scale.logarithmic(8...8, from: 0, to: 100).position(8) == 50)
    }

    @Test("a logarithmic scale puts 0.1 halfway between 0.01 and 1")
    func logarithmic() {
        let scale = Scale.logarithmic(0.01...1, from: 0, to: 100)
        #expect(abs(scale.position(0.1) - 50) < 1e-9)
        #expect(scale.ticks.map(\.label).contains("0.1"))
    }

    @Test("places stand in the middle of their bands")
    func places() {
        let scale = Scale.places(["a", "b", "c", "d"], from: 0, to: 100)
        #expect(scale.band == 25)
        #expect(scale.position(0) == 12.5)
        #expect(scale.position(3) == 87.5)
    }

    @Test("labels that would touch are thinned evenly")
    func thinning() {
        let scale = Scale.places((1...40).map(String.init), from: 0, to: 300)
        let kept = scale.spacedTicks(letterSize: 11).map(\.value)
        #expect(kept.count > 5 && kept.count < 40)
        let gaps = zip(kept, kept.dropFirst()).map { $1 - $0 }
        #expect(Set(gaps).count == 1)
    }

    @Test("labels beside lines keep their distance and their order, within bounds")
    func labelColumn() {
        let wanted = [50.0, 51, 52, 90, 10]
        let labels = wanted.enumerated().map {
            LabelColumn.Label(text: "\($0.offset)", height: $0.element, paint: .category(0))
        }
        let heights = LabelColumn(labels: labels, bounds: 0...100).heights
        for (one, next) in zip(heights, heights.dropFirst()) { #expect(next - one > 12.9) }
        #expect(heights.allSatisfy { (-0.1...100.1).contains($0) })
    }
}
