/// A JSON value whose keys keep the order in which they are given.
indirect enum JSONValue: Hashable, Sendable {
    case null
    case bool(Bool)
    case integer(Int)
    /// NaN and infinities are written as null, as JSON has no word for them.
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object([Member])

    /// A key and its value.
    struct Member: Hashable, Sendable {
        var key: String
        var value: JSONValue
    }

    /// A number, or null.
    static func number(_ value: Double?) -> JSONValue {
        guard let value else { return .null }
        return .number(value)
    }

    /// Text, or null.
    static func string(_ value: String?) -> JSONValue {
        guard let value else { return .null }
        return .string(value)
    }
}

extension JSONValue: ExpressibleByDictionaryLiteral, ExpressibleByStringLiteral {
    /// An object with these members in this order.
    init(dictionaryLiteral elements: (String, JSONValue)...) {
        self = .object(elements.map { Member(key: $0.0, value: $0.1) })
    }

    /// A string.
    init(stringLiteral value: String) {
        self = .string(value)
    }
}

extension JSONValue {
    /// The value as text, indented; arrays of plain values stand on one line.
    var written: String {
        var text = ""
        write(into: &text, indentation: 0)
        return text + "\n"
    }

    private var isPlain: Bool {
        switch self {
        case .array, .object: false
        default: true
        }
    }

    private func write(into output: inout String, indentation: Int) {
        switch self {
        case .null: output += "null"
        case .bool(let value): output += value ? "true" : "false"
        case .integer(let value): output += String(value)
        case .number(let value): output += value.isFinite ? "\(value)" : "null"
        case .string(let value): Self.quote(value, into: &output)
        case .array(let values):
            let isShort = values.allSatisfy(\.isPlain)
            Self.enclose(values, "[", "]", isShort, into: &output, indentation) { value, output, inner in
                value.write(into: &output, indentation: inner)
            }
        case .object(let members):
            Self.enclose(members, "{", "}", members.isEmpty, into: &output, indentation) { member, output, inner in
                Self.quote(member.key, into: &output)
                output += ": "
                member.value.write(into: &output, indentation: inner)
            }
        }
    }

    private static func enclose<Element>(
        _ elements: [Element],
        _ open: String,
        _ close: String,
        _ onOneLine: Bool,
        into output: inout String,
        _ indentation: Int,
        write: (Element, inout String, Int) -> Void
    ) {
        let lineBreak = "\n" + String(repeating: "  ", count: indentation)
        output += open
        for (index, element) in elements.enumerated() {
            if index > 0 { output += onOneLine ? ", " : "," }
            if !onOneLine { output += lineBreak + "  " }
            write(element, &output, indentation + 1)
        }
        if !onOneLine { output += lineBreak }
        output += close
    }

    private static func quote(_ text: String, into output: inout String) {
        output += "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": output += "\\\""
            case "\\": output += "\\\\"
            case "\n": output += "\\n"
            case "\t": output += "\\t"
            case "\r": output += "\\r"
            case "\0"..<" ":
                let hex = String(scalar.value, radix: 16)
                output += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
            default: output.unicodeScalars.append(scalar)
            }
        }
        output += "\""
    }
}
