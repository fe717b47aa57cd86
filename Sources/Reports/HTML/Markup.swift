/// A piece of HTML or SVG.
///
/// Text and attribute values are escaped when written, so nothing that comes from a sweep file, a data set's name or a
/// failure's reason can become markup.
indirect enum Markup: Hashable, Sendable {
    /// An attribute of an element.
    struct Attribute: Hashable, Sendable {
        var name: String
        var value: String
    }

    case text(String)
    case element(String, [Attribute], [Markup])
    case group([Markup])
    /// Our own style sheet or script, which HTML does not unescape.
    case verbatim(String)

    static let nothing = Markup.group([])

    /// An element; attributes without a value are left out.
    static func tag(
        _ name: String,
        _ attributes: KeyValuePairs<String, String?> = [:],
        _ children: [Markup] = []
    ) -> Markup {
        let given = attributes.compactMap { pair in pair.value.map { Attribute(name: pair.key, value: $0) } }
        return .element(name, given, children)
    }
}

extension Markup: ExpressibleByStringInterpolation {
    /// Text, to be escaped.
    init(stringLiteral value: String) {
        self = .text(value)
    }
}

extension Markup {
    /// Elements that HTML closes by itself.
    private static let voidElements: Set<String> = ["meta", "br", "hr", "input", "link"]

    /// The markup as it is written to a file.
    var written: String {
        var text = ""
        write(into: &text)
        return text
    }

    private func write(into output: inout String) {
        switch self {
        case .text(let text): Self.escape(text, into: &output)
        case .verbatim(let text): output += text
        case .group(let parts): for part in parts { part.write(into: &output) }
        case .element(let name, let attributes, let children):
            output += "<\(name)"
            for attribute in attributes {
                output += " \(attribute.name)=\""
                Self.escape(attribute.value, into: &output)
                output += "\""
            }
            output += ">"
            guard !Self.voidElements.contains(name) else { return }
            for child in children { child.write(into: &output) }
            output += "</\(name)>"
        }
    }

    private static func escape(_ text: String, into output: inout String) {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": output += "&amp;"
            case "<": output += "&lt;"
            case ">": output += "&gt;"
            case "\"": output += "&quot;"
            case "'": output += "&#39;"
            case "\n", "\t": output.unicodeScalars.append(scalar)
            // No other control character may stand in HTML, and directional overrides would disguise text.
            case "\0"..<" ", "\u{7F}"..."\u{9F}", "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}": output += "\u{FFFD}"
            default: output.unicodeScalars.append(scalar)
            }
        }
    }
}
