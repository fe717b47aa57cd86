internal import Experiments
internal import Yams

/// Turns YAML into nodes; the only place that knows the YAML library.
enum Document {
    /// The deepest nesting that a document may have; sweep files need six.
    private static let largestDepth = 32
    /// An alias may stand for a large part of a document, and aliases of aliases for much more than memory holds.
    private static let largestAliasCount = 8

    /// The root of a document.
    static func parse(_ file: SweepFile) throws(LetheError) -> Node {
        let failure = { (code: String, message: String, hint: String?, place: Place) in
            LetheError(
                code,
                message,
                hint: hint,
                at: .init(file: file.name, line: place.line, column: place.column)
            )
        }
        if let place = placeOfExcess(in: file.text) {
            throw failure("sweep.too-deep", "values are nested too deeply or aliased too often here", nil, place)
        }
        do {
            let parser = try Parser(yaml: file.text, encoding: .utf8)
            guard let root = try parser.singleRoot() else {
                throw failure("sweep.empty", "the sweep file is empty", emptyHint, Place(line: 1, column: 1))
            }
            // The parser owns the anchors, so it has to live until they were looked for.
            return try withExtendedLifetime(parser) { try convert(root, failure) }
        } catch let error as LetheError {
            throw error
        } catch let error as YamlError {
            let (message, mark) = explain(error, file.text)
            let line = file.text.split(separator: "\n", omittingEmptySubsequences: false).dropFirst(mark.line - 1).first
            let tabs = line?.contains("\t") == true ? "indent with spaces: YAML does not allow tabs" : nil
            // What is strange often stands in the line before that in which it is noticed.
            let hint = file.strangeness(ofLine: mark.line) ?? tabs ?? file.strangeness(ofLine: mark.line - 1)
            throw failure("sweep.syntax", message, hint, mark)
        } catch {
            throw failure("sweep.syntax", "this is no YAML: \(error)", nil, Place(line: 1, column: 1))
        }
    }

    private static let emptyHint = "it needs at least a `stream` with a `dataset` and `tasks`"

    private static func convert(
        _ node: Yams.Node,
        _ failure: (String, String, String?, Place) -> LetheError
    ) throws -> Node {
        let place = node.mark.map { Place(line: $0.line, column: $0.column) } ?? Place(line: 1, column: 1)
        if node.anchor != nil {
            throw failure(
                "sweep.anchor",
                "anchors and aliases are not allowed in sweep files",
                "write the value out",
                place
            )
        }
        switch node {
        case .scalar(let scalar):
            return Node(content: .scalar(scalar.string, isPlain: scalar.style == .plain), place: place)
        case .sequence(let nodes):
            return Node(content: .list(try nodes.map { try convert($0, failure) }), place: place)
        case .mapping(let pairs):
            let entries = try pairs.map { key, value in
                let key = try convert(key, failure)
                guard case .scalar(let name, _) = key.content else {
                    throw failure("sweep.key", "a key must be a word, but here is \(key.description)", nil, key.place)
                }
                return Node.Entry(key: name, place: key.place, value: try convert(value, failure))
            }
            return Node(content: .mapping(entries), place: place)
        case .alias:
            throw failure(
                "sweep.anchor",
                "anchors and aliases are not allowed in sweep files",
                "write the value out",
                place
            )
        }
    }

    /// What the library found, in words, and where.
    private static func explain(_ error: YamlError, _ text: String) -> (String, Place) {
        switch error {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            let cause = context.map { ", \($0.text) that began in line \($0.mark.line)" } ?? ""
            return ("this is no YAML: \(problem)\(cause)", Place(line: mark.line, column: mark.column))
        case .duplicatedKeysInMapping(let names, let context):
            let keys = names.map { "`\($0)`" }.joined(separator: ", ")
            let subject = names.count == 1 ? "the key \(keys) is" : "the keys \(keys) are"
            return (
                "\(subject) written more than once here", Place(line: context.mark.line, column: context.mark.column)
            )
        case .reader(let problem, let offset, _, _):
            let before = text.prefix(offset ?? 0)
            let line = before.split(separator: "\n", omittingEmptySubsequences: false)
            return (
                "this is no YAML: \(problem)",
                Place(line: max(1, line.count), column: (line.last?.unicodeScalars.count ?? 0) + 1)
            )
        default:
            return ("this is no YAML: \(error)", Place(line: 1, column: 1))
        }
    }

    /// Where brackets or dashes nest deeper, or aliases are more, than the library may be fed.
    ///
    /// Quotes are not looked at.
    private static func placeOfExcess(in text: String) -> Place? {
        var place = Place(line: 1, column: 0)
        var depth = 0
        var dashes = 0
        var aliases = 0
        var isComment = false
        var previous: UInt8 = UInt8(ascii: "\n")
        for byte in text.utf8 {
            place.column += 1
            if byte == UInt8(ascii: "#"), previous == UInt8(ascii: " ") || previous == UInt8(ascii: "\n") {
                isComment = true
            }
            switch byte {
            case UInt8(ascii: "\n"):
                place = Place(line: place.line + 1, column: 0)
                dashes = 0
                isComment = false
            case _ where isComment: break
            case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: "]"), UInt8(ascii: "}"): depth = max(0, depth - 1)
            case UInt8(ascii: " ") where [UInt8(ascii: "-"), UInt8(ascii: "?"), UInt8(ascii: ":")].contains(previous):
                dashes += 1
            case UInt8(ascii: "*") where !isWord(previous): aliases += 1
            default: break
            }
            if depth > largestDepth || dashes > 2 * largestDepth || aliases > largestAliasCount { return place }
            previous = byte
        }
        return nil
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        byte >= 0x80 || Character(UnicodeScalar(byte)).isLetter || Character(UnicodeScalar(byte)).isNumber
    }
}
