/// A sentence that the report opens with, computed from the data.
struct Finding: Hashable, Sendable {
    /// A piece of the sentence.
    enum Span: Hashable, Sendable {
        case plain(String)
        case strong(String)
        /// A name that is not broken over lines.
        case whole(String)
    }

    /// A number of the sentence under a stable name.
    struct Number: Hashable, Sendable {
        var name: String
        var value: Double

        init(_ name: String, _ value: Double) {
            self.name = name
            self.value = value
        }
    }

    /// Stable: the name in `report.json`.
    var key: String
    var spans: [Span]
    var numbers: [Number]

    init(_ key: String, _ spans: [Span], _ numbers: [Number] = []) {
        self.key = key
        self.spans = spans
        self.numbers = numbers
    }

    /// The sentence without emphasis.
    var text: String {
        spans.map { span in
            switch span {
            case .plain(let text), .strong(let text), .whole(let text): text
            }
        }.joined()
    }
}

extension Finding.Span: ExpressibleByStringInterpolation {
    /// Text without emphasis.
    init(stringLiteral value: String) {
        self = .plain(value)
    }
}
