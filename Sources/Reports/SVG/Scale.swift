internal import Foundation

/// A mapping from data to a coordinate of a drawing.
struct Scale: Hashable, Sendable {
    enum Kind: Hashable, Sendable {
        case linear, logarithmic
        /// Named places; the data are their indices.
        case places([String])
    }

    struct Tick: Hashable, Sendable {
        var value: Double
        var label: String
    }

    var kind: Kind
    var domain: ClosedRange<Double>
    /// Where the domain's ends are drawn; `end` may be less than `start`, as for heights.
    var start: Double
    var end: Double
    /// Where a tick and its label stand.
    var ticks: [Tick]

    /// A linear scale whose domain is widened to round numbers.
    static func linear(_ values: ClosedRange<Double>, from start: Double, to end: Double, ticks count: Int = 5) -> Scale
    {
        let step = Ticks.step(for: values, about: count)
        let lower = (values.lowerBound / step + 1e-9).rounded(.down) * step
        let upper = max(lower + step, (values.upperBound / step - 1e-9).rounded(.up) * step)
        return Scale(
            kind: .linear,
            domain: lower...upper,
            start: start,
            end: end,
            ticks: Ticks.multiples(of: step, in: lower...upper)
        )
    }

    /// A linear scale over exactly this domain.
    static func exact(_ domain: ClosedRange<Double>, from start: Double, to end: Double, ticks count: Int = 5) -> Scale
    {
        Scale(
            kind: .linear,
            domain: domain,
            start: start,
            end: end,
            ticks: Ticks.multiples(of: Ticks.step(for: domain, about: count), in: domain)
        )
    }

    /// A logarithmic scale, a little wider than its positive values.
    static func logarithmic(_ values: ClosedRange<Double>, from start: Double, to end: Double) -> Scale {
        let margin = values.upperBound > values.lowerBound ? pow(values.upperBound / values.lowerBound, 0.05) : 2
        let domain = values.lowerBound / margin...values.upperBound * margin
        return Scale(kind: .logarithmic, domain: domain, start: start, end: end, ticks: Ticks.decades(in: domain))
    }

    /// A scale of named places, each in the middle of a band of equal size.
    static func places(_ labels: [String], from start: Double, to end: Double) -> Scale {
        Scale(
            kind: .places(labels),
            domain: -0.5...Double(labels.count) - 0.5,
            start: start,
            end: end,
            ticks: labels.enumerated().map { Tick(value: Double($0.offset), label: $0.element) }
        )
    }

    /// The coordinate of a value.
    func position(_ value: Double) -> Double {
        let share: Double
        switch kind {
        case .linear, .places:
            share = (value - domain.lowerBound) / (domain.upperBound - domain.lowerBound)
        case .logarithmic:
            share = log(value / domain.lowerBound) / log(domain.upperBound / domain.lowerBound)
        }
        return start + share * (end - start)
    }

    /// The size of the band of a place.
    var band: Double { abs(end - start) / (domain.upperBound - domain.lowerBound) }

    /// Every tick, or every second, third …: as many as can be labelled side by side in letters of a size.
    func spacedTicks(letterSize: Double) -> [Tick] {
        let ticks = ticks.sorted { position($0.value) < position($1.value) }
        for step in 1..<max(2, ticks.count) {
            let kept = stride(from: 0, to: ticks.count, by: step).map { ticks[$0] }
            let fits = zip(kept, kept.dropFirst()).allSatisfy { one, next in
                let halves = [one, next].map { TextWidth.of($0.label, size: letterSize) / 2 }
                return position(next.value) - position(one.value) >= halves[0] + halves[1] + letterSize * 0.5
            }
            if fits { return kept }
        }
        return Array(ticks.prefix(1))
    }
}
