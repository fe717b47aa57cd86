/// A number as people write one that counts: a sign, digits and decimals, compared digit by digit and never rounded.
public struct PlainDecimal: Hashable, Sendable {
    private var isNegative: Bool
    /// Without leading zeros; empty where the number is below one.
    private var whole: String
    /// Without trailing zeros.
    private var fraction: String

    /// Reads a label such as `3`, `3.0`, `+3` or `.5`.
    ///
    /// Nil where it has leading zeros, an exponent or anything else.
    public init?(_ text: String, mark: Character = ".") {
        let unsigned = text.hasPrefix("+") || text.hasPrefix("-") ? text.dropFirst() : text[...]
        let parts = unsigned.split(separator: mark, maxSplits: 1, omittingEmptySubsequences: false)
        let fraction = parts.count == 2 ? parts[1] : ""
        let digits = parts[0].utf8.count + fraction.utf8.count
        guard digits > 0, (parts[0] + fraction).utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        guard parts[0].utf8.count < 2 || parts[0].first != "0" else { return nil }
        whole = parts[0] == "0" ? "" : String(parts[0])
        self.fraction = String(fraction.reversed().drop { $0 == "0" }.reversed())
        isNegative = text.hasPrefix("-") && !(whole.isEmpty && self.fraction.isEmpty)
    }

    /// Whether it has no decimals.
    public var isWhole: Bool { fraction.isEmpty }

    /// The shortest way to write it.
    public var text: String {
        (isNegative ? "-" : "") + (whole.isEmpty ? "0" : whole) + (fraction.isEmpty ? "" : "." + fraction)
    }
}

extension PlainDecimal: Comparable {
    /// By value.
    public static func < (one: PlainDecimal, other: PlainDecimal) -> Bool {
        if one.isNegative != other.isNegative { return one.isNegative }
        let (small, large) = one.isNegative ? (other, one) : (one, other)
        // Digits of the same number of places order as texts do, and so do decimals.
        if small.whole.utf8.count != large.whole.utf8.count { return small.whole.utf8.count < large.whole.utf8.count }
        return (small.whole, small.fraction) < (large.whole, large.fraction)
    }
}
