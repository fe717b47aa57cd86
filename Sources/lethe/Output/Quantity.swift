internal import Foundation

/// Numbers as people read them.
enum Quantity {
    /// `3.2 s`, `4 min 10 s`, `2 h 05 min`.
    static func duration(_ seconds: Double) -> String {
        guard seconds.isFinite else { return "?" }
        if seconds < 0.0995 { return String(format: "%.0f ms", seconds * 1000) }
        if seconds < 59.95 { return String(format: "%.1f s", seconds) }
        if seconds > 2 * year { return String(format: "%.3g years", seconds / year) }
        let whole = Int(seconds.rounded())
        if whole < 3600 { return "\(whole / 60) min \(whole % 60) s" }
        return String(format: "%d h %02d min", whole / 3600, whole % 3600 / 60)
    }

    private static let year = 365.25 * 24 * 3600

    /// `1.2 GiB`.
    static func bytes(_ count: Double) -> String {
        scaled(count, by: 1024, units: ["B", "KiB", "MiB", "GiB", "TiB"])
    }

    /// `3.4 Tflop`: floating-point operations.
    static func operations(_ count: Double) -> String {
        scaled(count, by: 1000, units: ["flop", "kflop", "Mflop", "Gflop", "Tflop", "Pflop", "Eflop"])
    }

    /// `12,345`.
    static func count(_ number: Int) -> String {
        var digits = String(number)
        var position = digits.count - 3
        while position > 0 {
            digits.insert(",", at: digits.index(digits.startIndex, offsetBy: position))
            position -= 3
        }
        return digits
    }

    /// `1 job`, `12,345 jobs`.
    static func jobs(_ number: Int) -> String {
        count(number) + (number == 1 ? " job" : " jobs")
    }

    private static func scaled(_ number: Double, by step: Double, units: [String]) -> String {
        var value = number
        var unit = 0
        while value >= step, unit + 1 < units.count {
            value /= step
            unit += 1
        }
        let format = value >= step ? "%.3g" : unit == 0 ? "%.0f" : "%.1f"
        return String(format: format, value) + " " + units[unit]
    }
}
