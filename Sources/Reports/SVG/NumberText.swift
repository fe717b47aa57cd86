internal import Foundation

/// Numbers as people read them in figures and sentences, with a true minus sign.
enum NumberText {
    /// So many decimals: `0.710`, `−0.052`.
    static func fixed(_ value: Double, _ decimals: Int) -> String {
        guard value.isFinite else { return "–" }
        let text = String(format: "%.\(decimals)f", value)
        let isZero = !text.contains { ("1"..."9").contains($0) }
        return isZero ? text.replacing("-", with: "") : text.replacing("-", with: "−")
    }

    /// So many significant digits: `1,230`, `0.0123`, `1.2e−7`.
    static func significant(_ value: Double, _ digits: Int = 3) -> String {
        guard value.isFinite else { return "–" }
        guard value != 0 else { return "0" }
        let exponent = Int(log10(abs(value)).rounded(.down))
        if exponent < -4 || exponent > 6 {
            let mantissa = fixed(value / pow(10, Double(exponent)), digits - 1)
            return trimmed(mantissa) + "e\(exponent < 0 ? "−" : "")\(abs(exponent))"
        }
        let decimals = digits - 1 - exponent
        return decimals > 0 ? trimmed(fixed(value, decimals)) : grouped(Int(value.rounded()))
    }

    /// Thousands apart: `12,345`.
    static func grouped(_ value: Int) -> String {
        let digits = Array(String(value.magnitude))
        var text = value < 0 ? "−" : ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { text += "," }
            text.append(digit)
        }
        return text
    }

    /// A share as whole per cent: `71 %`, on one line; what is not nothing is never written 0 %.
    static func percent(_ share: Double) -> String {
        guard share.isFinite else { return "–" }
        if share > 0, share < 0.005 { return "<1\u{A0}%" }
        return "\(fixed(share * 100, 0))\u{A0}%"
    }

    /// `340 ms`, `3.2 s`, `4 min 10 s`, `2 h 5 min`.
    static func duration(_ seconds: Double) -> String {
        guard seconds.isFinite else { return "–" }
        if seconds < 0.9995 { return "\(significant(seconds * 1000)) ms" }
        if seconds < 59.95 { return "\(fixed(seconds, 1)) s" }
        let whole = Int(seconds.rounded())
        return whole < 3600 ? "\(whole / 60) min \(whole % 60) s" : "\(whole / 3600) h \(whole % 3600 / 60) min"
    }

    /// `1.2 GiB`.
    static func bytes(_ count: Double) -> String {
        scaled(count, by: 1024, ["B", "KiB", "MiB", "GiB", "TiB"])
    }

    /// `3.4 Tflop`: floating-point operations.
    static func operations(_ count: Double) -> String {
        scaled(count, by: 1000, ["flop", "kflop", "Mflop", "Gflop", "Tflop", "Pflop", "Eflop"])
    }

    private static func scaled(_ count: Double, by step: Double, _ units: [String]) -> String {
        var (value, unit) = (count, 0)
        while value >= step, unit + 1 < units.count { (value, unit) = (value / step, unit + 1) }
        return "\(significant(value)) \(units[unit])"
    }

    private static func trimmed(_ text: String) -> String {
        guard text.contains(".") else { return text }
        var text = Substring(text)
        while text.last == "0" { text.removeLast() }
        if text.last == "." { text.removeLast() }
        return String(text)
    }
}
