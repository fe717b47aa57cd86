internal import Foundation

/// Values as other tools for sweeps write them (Hydra, Weights & Biases, Optuna, Ray), and how they are written here.
enum ForeignSyntax {
    /// What to write for a scalar such as `choice(0.1, 0.2)` or `0.1,0.2`, or nil where it is nothing that is known.
    static func hint(forScalar text: String) -> String? {
        if text.contains("${") { return "write the value out: nothing is put in for `${…}`" }
        if let call = Call(text) { return hint(for: call) }
        let parts = text.split(separator: ",", omittingEmptySubsequences: false).map(trimmed)
        guard parts.count > 1, !parts.contains("") else { return number(text).map { "write \($0)" } }
        let list = "[\(parts.joined(separator: ", "))]"
        let isDecimal = parts.count == 2 && parts.allSatisfy { Int($0) != nil }
        return isDecimal ? "write \(parts.joined(separator: ".")), or \(list) in `grid` for two values" : asList(list)
    }

    /// What to write for a mapping such as `{values: [0.1, 0.2]}` or `{min: 0.001, max: 0.1}`.
    static func hint(forMapping entries: [Node.Entry]) -> String? {
        let value = { (names: [String]) in entries.first { names.contains($0.key) }?.value }
        if let list = value(["values", "choices", "grid_search", "categories"]) { return asList(flow(list)) }
        if let single = value(["value"]) { return "write \(flow(single)) alone" }
        let isLogarithmic = entries.contains { entry in
            let text = entry.value.text?.lowercased() ?? ""
            return entry.key == "log" && text == "true" || entry.key == "distribution" && text.hasPrefix("log")
        }
        if let low = value(["min", "low", "lower", "start"]), let high = value(["max", "high", "upper", "stop"]) {
            return asRange(flow(low), flow(high), isLogarithmic: isLogarithmic)
        }
        guard value(["distribution", "type"]) != nil else { return nil }
        return "values are not drawn at random: write a list, or a range {from: 0.001, to: 0.1, points: 5, scale: log}"
    }

    /// `name(argument, …)`.
    private struct Call {
        var name: String
        var arguments: [String]

        init?(_ text: String) {
            guard text.hasSuffix(")"), let open = text.firstIndex(of: "("), open > text.startIndex else { return nil }
            name = String(text[..<open].split(separator: ".").last ?? "").lowercased()
            let inner = text[text.index(after: open)...].dropLast()
            arguments = inner.split(separator: ",").map(trimmed)
        }
    }

    private static func hint(for call: Call) -> String? {
        let arguments = call.arguments.filter { !$0.contains("=") }
        let numbers = arguments.filter { Double($0) != nil }
        switch call.name {
        case "choice", "sort", "shuffle", "grid_search":
            return asList("[\(arguments.joined(separator: ", "))]")
        case "tag":
            // tag(log, interval(0.001, 0.1))
            let ends = call.arguments.map { $0.filter { !"()".contains($0) }.replacing("interval", with: "") }
            return ends.count == 3 ? asRange(ends[1], ends[2], isLogarithmic: ends[0] == "log") : nil
        case "linspace", "logspace", "geomspace":
            guard numbers.count >= 2 else { return nil }
            let points = numbers.count > 2 ? numbers[2] : "5"
            // Exponents of ten are the ends of a logspace.
            let ends = call.name == "logspace" ? numbers.map { "1e\($0)" } : numbers
            return asRange(ends[0], ends[1], points: points, isLogarithmic: call.name != "linspace")
        case "range", "arange", "interval", "uniform", "loguniform", "quniform", "randint", "suggest_float",
            "suggest_int":
            guard numbers.count >= 2 else { return nil }
            let isLogarithmic = call.name == "loguniform" || call.arguments.contains { $0.lowercased() == "log=true" }
            return asRange(numbers[0], numbers[1], isLogarithmic: isLogarithmic)
        case "suggest_categorical", "glob":
            return "write a list such as [0.1, 0.2] in `grid`"
        default: return nil
        }
    }

    /// A plain number for one that is written as a percentage, a fraction, with an underscore or in another base.
    private static func number(_ text: String) -> String? {
        if text.hasSuffix("%"), let percent = Double(text.dropLast()) { return plain(percent / 100) }
        let parts = text.split(separator: "/").compactMap { Double($0) }
        if parts.count == 2, parts[1] != 0, text.count(where: { $0 == "/" }) == 1 { return plain(parts[0] / parts[1]) }
        if text.contains("_") { return Double(text.replacing("_", with: "")).map(plain) }
        for (prefix, radix) in [("0o", 8), ("0x", 16), ("0b", 2)] where text.hasPrefix(prefix) {
            return Int(text.dropFirst(2), radix: radix).map(String.init)
        }
        return nil
    }

    /// Without a point where it is whole, and else in six digits.
    static func plain(_ number: Double) -> String {
        Int(exactly: number).map(String.init) ?? String(format: "%.6g", number)
    }

    private static func asList(_ list: String) -> String { "write the list \(list) in `grid`" }

    private static func asRange(_ low: String, _ high: String, points: String = "5", isLogarithmic: Bool) -> String {
        "write {from: \(low), to: \(high), points: \(points)\(isLogarithmic ? ", scale: log" : "")} in `grid`"
    }

    /// A value on one line, as long as that is short.
    private static func flow(_ node: Node) -> String {
        switch node.content {
        case .scalar(let text, _): return text
        case .list(let nodes) where nodes.count <= 12: return "[\(nodes.map(flow).joined(separator: ", "))]"
        default: return "[…]"
        }
    }
}

private func trimmed(_ text: Substring) -> String {
    String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
}
