/// A place in a text; lines and columns count from 1.
struct Place: Hashable {
    var line: Int
    var column: Int
}

/// A value in a YAML document, with its place.
struct Node {
    /// What the value is.
    enum Content {
        /// A text; only plain ones, without quotes, may stand for numbers.
        case scalar(String, isPlain: Bool)
        case list([Node])
        case mapping([Entry])
    }

    /// A key with its value.
    struct Entry {
        var key: String
        var place: Place
        var value: Node
    }

    var content: Content
    var place: Place

    /// Whether nothing is written.
    var isNothing: Bool {
        guard case .scalar(let text, isPlain: true) = content else { return false }
        return ["", "~", "null", "Null", "NULL"].contains(text)
    }

    /// The text of a scalar, or nil.
    var text: String? {
        guard case .scalar(let text, _) = content, !isNothing else { return nil }
        return text
    }

    /// The text of a scalar without quotes, or nil.
    var plainText: String? {
        guard case .scalar(let text, isPlain: true) = content, !isNothing else { return nil }
        return text
    }

    /// What is written, for messages that say what was expected instead.
    var description: String {
        switch content {
        case .list(let nodes): return nodes.isEmpty ? "an empty list" : "a list"
        case .mapping: return "a mapping"
        case .scalar(let text, let isPlain):
            if isNothing { return "nothing" }
            let shown = StrangeCharacter.shown(String(text.prefix(60))) + (text.count > 60 ? "…" : "")
            return isPlain ? "`\(shown)`" : "the text `\"\(shown)\"`"
        }
    }
}
