/// What a field of a table says, by itself.
enum TableCell {
    /// A finite decimal number as float32.
    case number(Float)
    /// Nothing, or one of the marks that stand for it.
    case missing
    /// Text that is no attempt at a number.
    case text
    /// A number beyond float32, or one in a notation that is not read.
    case badNumber(String)

    /// Reads a field without white space around it.
    init(_ bytes: ArraySlice<UInt8>, decimal: UInt8) {
        if bytes.isEmpty {
            self = .missing
        } else if let number = Self.shortNumber(bytes, decimal) {
            self = .number(number)
        } else if let number = Self.anyNumber(bytes, decimal) {
            self = number.isFinite ? .number(number) : .badNumber("is beyond the largest float32, about 3.4e38")
        } else {
            let text = String(decoding: bytes, as: UTF8.self)
            let word = text.lowercased()
            if Self.missingWords.contains(word) {
                self = .missing
            } else if Self.infinities.contains(word) {
                self = .badNumber("is no finite number")
            } else {
                self = Self.looksLikeNumber(text) ? .badNumber("is no number as `-1.5` or `2e3`") : .text
            }
        }
    }

    /// What stands for a missing value, in small letters: what pandas, R, spreadsheets and the UCI archive write.
    static let missingWords = missingLabels.union(["none"])
    /// Those that are no likely name of a class.
    static let missingLabels: Set<String> = ["na", "n/a", "#n/a", "<na>", "nan", "null", "?"]
    private static let infinities: Set<String> = ["inf", "+inf", "-inf", "infinity", "+infinity", "-infinity"]

    /// Powers of ten that float32 holds exactly.
    private static let exactPowers: [Float] = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10]

    /// The value of digits with at most one decimal mark that make a whole number which float32 holds exactly.
    ///
    /// Then one division rounds as reading the digits would, and most numbers of most tables are read in this way.
    private static func shortNumber(_ bytes: ArraySlice<UInt8>, _ decimal: UInt8) -> Float? {
        var mantissa: UInt32 = 0
        var (digitCount, decimals) = (0, -1)
        let isNegative = bytes.first == UInt8(ascii: "-")
        for byte in isNegative || bytes.first == UInt8(ascii: "+") ? bytes.dropFirst() : bytes {
            if byte == decimal, decimals < 0 {
                decimals = 0
                continue
            }
            let digit = byte &- UInt8(ascii: "0")
            guard digit < 10 else { return nil }
            mantissa = mantissa * 10 + UInt32(digit)
            guard mantissa <= 1 << 24 else { return nil }
            digitCount += 1
            if decimals >= 0 { decimals += 1 }
        }
        guard digitCount > 0, decimals < exactPowers.count else { return nil }
        let number = Float(mantissa) / exactPowers[max(decimals, 0)]
        // Adding zero turns -0 into 0, so that equal tables are equal in every bit.
        return (isNegative ? -number : number) + 0
    }

    /// The float32 nearest to a decimal number with or without an exponent; nil for any other text.
    private static func anyNumber(_ bytes: ArraySlice<UInt8>, _ decimal: UInt8) -> Float? {
        var rest = bytes
        if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest.removeFirst() }
        let whole = rest.prefix(while: isDigit)
        rest = rest.dropFirst(whole.count)
        var fraction: ArraySlice<UInt8> = []
        if rest.first == decimal {
            fraction = rest.dropFirst().prefix(while: isDigit)
            rest = rest.dropFirst(1 + fraction.count)
        }
        guard !whole.isEmpty || !fraction.isEmpty else { return nil }
        if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
            rest.removeFirst()
            if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest.removeFirst() }
            guard !rest.isEmpty else { return nil }
            rest = rest.drop(while: isDigit)
        }
        guard rest.isEmpty else { return nil }
        let unsigned = bytes.first == UInt8(ascii: "+") ? bytes.dropFirst() : bytes
        let text = String(decoding: unsigned.map { $0 == decimal ? UInt8(ascii: ".") : $0 }, as: UTF8.self)
        return Float(text).map { $0 + 0 }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

    /// Whether a text can only be meant as a number: thousands with separators, a unit, a percentage, another minus.
    private static func looksLikeNumber(_ text: String) -> Bool {
        let marks: Set<Character> = [".", ",", "'", "’", "_", " ", "\u{A0}", "\u{202F}", "\u{2009}"]
        let before: Set<Character> = ["+", "-", "\u{2212}", "\u{2013}", "$", "€", "£", "¥", "~", "(", " ", ".", ","]
        let digits = text.drop { before.contains($0) }
        guard let first = digits.first, isDecimalDigit(first) else { return false }
        if digits.lowercased().hasPrefix("0x") { return digits.dropFirst(2).allSatisfy(\.isHexDigit) }
        let unit = digits.drop { isDecimalDigit($0) || marks.contains($0) }
        return unit.count <= 4 && unit.allSatisfy { $0.isLetter || "%‰°€$£¥)²³µ/".contains($0) }
    }

    /// A digit of any script that writes numbers by place.
    private static func isDecimalDigit(_ character: Character) -> Bool {
        character.unicodeScalars.first?.properties.generalCategory == .decimalNumber
    }
}
