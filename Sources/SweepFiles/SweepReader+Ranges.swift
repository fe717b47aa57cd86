internal import Experiments
internal import Foundation

extension SweepReader {
    /// The values of `{from, to, points, scale}`, or of `{count: N}` for seeds.
    mutating func range(of kind: ValueKind, _ node: Node, key: String) -> [Value] {
        if key == "seed" { return seeds(node) }
        let keys = ["from", "to", "points", "scale"]
        guard let entries = entries(of: node, named: "the range of `\(key)`", keys: keys) else { return [] }
        let missing = keys.dropLast().filter { entries[$0] == nil }
        guard missing.isEmpty, let from = entries["from"], let to = entries["to"], let points = entries["points"] else {
            report(
                "sweep.missing-key",
                "the range of `\(key)` lacks \(list(Array(missing)))",
                hint: "a range is {from: 0.001, to: 0.1, points: 5, scale: log}",
                at: node.place
            )
            return []
        }
        let ends = [from, to].map { value(of: kind, $0.value, key: $0.key).flatMap(Self.double) }
        let count = integer(2...Self.largestAxis, points)
        let isLogarithmic = scale(entries["scale"])
        guard let first = ends[0], let last = ends[1], let count, let isLogarithmic else { return [] }
        if isLogarithmic, first <= 0 || last <= 0 {
            report("sweep.range", "a logarithmic range of `\(key)` must begin and end above 0", at: node.place)
            return []
        }
        return (0..<count).map { index in
            let share = Double(index) / Double(count - 1)
            let point =
                isLogarithmic
                ? exp(log(first) + (log(last) - log(first)) * share) : first + (last - first) * share
            // Rounding also hides the last bits of exp and log, which differ between machines.
            let rounded = [0: first, count - 1: last][index] ?? Self.roundedToSixDigits(point)
            if case .integer = kind { return .integer(Int(rounded.rounded())) }
            return .number(Float(rounded))
        }
    }

    private mutating func seeds(_ node: Node) -> [Value] {
        guard let entries = entries(of: node, named: "`seed`", keys: ["count"]) else { return [] }
        guard let count = entries["count"] else {
            report(
                "sweep.missing-key",
                "`seed` lacks `count`",
                hint: "write {count: 5}, or a list of seeds",
                at: node.place
            )
            return []
        }
        return integer(1...Self.largestAxis, count).map { (0..<$0).map { .integer($0) } } ?? []
    }

    /// A whole number within bounds.
    mutating func integer(_ bounds: ClosedRange<Int>, _ entry: Node.Entry) -> Int? {
        guard case .integer(let value) = value(of: .integer(bounds), entry.value, key: entry.key) else { return nil }
        return value
    }

    private mutating func scale(_ entry: Node.Entry?) -> Bool? {
        guard let entry else { return false }
        return value(of: .choice(["linear", "log"]), entry.value, key: entry.key).map { $0 == .text("log") }
    }

    private static func double(_ value: Value) -> Double? {
        switch value {
        case .integer(let value): Double(value)
        // Through its shortest text, so that 0.001 is 0.001 and not the nearest float32.
        case .number(let value): Double(value.description)
        default: nil
        }
    }

    /// A number rounded to six significant decimal digits.
    static func roundedToSixDigits(_ number: Double) -> Double {
        guard number != 0 else { return 0 }
        let exponent = 5 - Int(log10(number.magnitude).rounded(.down))
        let power = (0..<abs(exponent)).reduce(1.0) { power, _ in power * 10 }
        return exponent >= 0 ? (number * power).rounded() / power : (number / power).rounded() * power
    }
}
