internal import Foundation

/// Round numbers at which an axis is labelled.
enum Ticks {
    /// 1, 2 or 5 times a power of ten, so that a range has about so many steps.
    static func step(for range: ClosedRange<Double>, about count: Int) -> Double {
        let width = range.upperBound - range.lowerBound
        guard width > 0, width.isFinite else { return 1 }
        let raw = width / Double(count)
        let power = pow(10, log10(raw).rounded(.down))
        let factor = [1.0, 2, 5].first { raw <= $0 * power * 1.0001 } ?? 10
        return factor * power
    }

    /// Every multiple of a step within a range, with just the decimals that the step needs.
    static func multiples(of step: Double, in range: ClosedRange<Double>) -> [Scale.Tick] {
        let decimals = max(0, -Int((log10(step) + 1e-9).rounded(.down)))
        let first = Int((range.lowerBound / step - 1e-6).rounded(.up))
        let last = Int((range.upperBound / step + 1e-6).rounded(.down))
        guard first <= last else { return [] }
        return (first...last).map { index in
            let value = Double(index) * step
            let label =
                decimals > 4 || abs(value) >= 1e6
                ? NumberText.significant(value) : NumberText.fixed(value, decimals)
            return .init(value: value, label: label)
        }
    }

    /// Powers of ten; with 2 and 5 times them where a range spans fewer than three.
    static func decades(in range: ClosedRange<Double>) -> [Scale.Tick] {
        let first = Int(log10(range.lowerBound).rounded(.down))
        let last = Int(log10(range.upperBound).rounded(.up))
        let factors = last - first <= 3 ? [1.0, 2, 5] : [1.0]
        let every = max(1, (last - first) / 6)
        return stride(from: first, through: last, by: every).flatMap { exponent in
            factors.map { $0 * pow(10, Double(exponent)) }
        }.filter { range.contains($0) }.map { .init(value: $0, label: NumberText.significant($0)) }
    }
}
