/// A character that nobody sees, or that looks like another one: what editors, browsers and chats make of a sweep file.
struct StrangeCharacter: Equatable {
    let scalar: Unicode.Scalar

    /// Those who look like a character of YAML, with that one.
    private static let doubles: [Unicode.Scalar: Character] = [
        "\u{201C}": "\"", "\u{201D}": "\"", "\u{201E}": "\"", "\u{00AB}": "\"", "\u{00BB}": "\"",
        "\u{2018}": "'", "\u{2019}": "'", "\u{201A}": "'",
        "\u{2010}": "-", "\u{2011}": "-", "\u{2012}": "-", "\u{2013}": "-", "\u{2014}": "-", "\u{2212}": "-",
    ]

    /// A strange scalar, or nil where it is none.
    init?(_ scalar: Unicode.Scalar) {
        self.scalar = scalar
        guard isInvisible || look != nil else { return nil }
    }

    /// The first in a line, comments left out.
    static func first(inLine line: some StringProtocol) -> StrangeCharacter? {
        var previous: Unicode.Scalar = " "
        for scalar in line.unicodeScalars {
            if scalar == "#", previous == " " || previous == "\t" { return nil }
            if let strange = StrangeCharacter(scalar) { return strange }
            previous = scalar
        }
        return nil
    }

    /// Whether it leaves no ink and is neither a space nor a line break of YAML.
    private var isInvisible: Bool {
        switch scalar.properties.generalCategory {
        case .format, .lineSeparator, .paragraphSeparator: true
        case .spaceSeparator: scalar != " "
        case .control: !["\t", "\n", "\r"].contains(scalar)
        default: false
        }
    }

    /// The character that it looks like.
    private var look: Character? {
        // The fullwidth forms of ASCII stand in its order.
        if (0xFF01...0xFF5E).contains(scalar.value) {
            return Unicode.Scalar(scalar.value - 0xFEE0).map { Character($0) }
        }
        return Self.doubles[scalar]
    }

    /// `U+200B`.
    var code: String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    /// What it is, and what to do: `U+200B (zero width space) cannot be seen: delete it`.
    var advice: String {
        let name = scalar.properties.name ?? scalar.properties.nameAlias
        let named = code + (name.map { " (\($0.lowercased()))" } ?? "")
        if let look { return "\(named) stands here for `\(look)`: write that" }
        guard scalar.properties.generalCategory == .spaceSeparator else { return "\(named) cannot be seen: delete it" }
        return "\(named) is not the space of YAML: write a plain one"
    }

    /// A text in which what nobody sees is written by its code: `digits<U+200B>`.
    static func shown(_ text: String) -> String {
        text.unicodeScalars.reduce(into: "") { shown, scalar in
            if let strange = StrangeCharacter(scalar), strange.isInvisible {
                shown += "<\(strange.code)>"
            } else {
                shown.unicodeScalars.append(scalar)
            }
        }
    }
}

extension SweepFile {
    /// What is strange about a line, counted from 1, as a hint for whoever reads of a mistake there.
    func strangeness(ofLine number: Int) -> String? {
        guard number > 0 else { return nil }
        let line = text.split(omittingEmptySubsequences: false, whereSeparator: Self.breaksLines)
            .dropFirst(number - 1).first
        return line.flatMap { StrangeCharacter.first(inLine: $0) }?.advice
    }

    /// The line breaks of YAML 1.1.
    private static func breaksLines(_ character: Character) -> Bool {
        ["\n", "\r\n", "\r", "\u{85}", "\u{2028}", "\u{2029}"].contains(character)
    }
}
