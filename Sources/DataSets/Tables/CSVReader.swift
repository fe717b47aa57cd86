internal import Experiments

/// Reads records of separated fields (RFC 4180), knowing where each field stands.
///
/// A value: a copy goes on from the same place, so that a few records can be looked at beforehand.
struct CSVReader {
    /// A field with the place at which it begins.
    struct Field {
        /// Valid UTF-8 without quotes, and without white space around it.
        var bytes: ArraySlice<UInt8>
        var line: Int
        /// From 1, counted in bytes.
        var column: Int

        /// The field as text.
        var text: String { String(decoding: bytes, as: UTF8.self) }
    }

    /// The character between fields.
    var separator = UInt8(ascii: ",")

    private let bytes: [UInt8]
    private let name: String
    private var position = 0
    private var line = 1
    private var lineStart = 0

    /// Reads the content of a file.
    ///
    /// - Parameter name: the file, for errors.
    init(_ bytes: [UInt8], name: String) {
        self.bytes = bytes
        self.name = name
        // A byte order mark, which spreadsheets write, is no part of the first field.
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            position = 3
            lineStart = 3
        }
    }

    /// The next record that is no empty line, or nil at the end.
    mutating func next() throws(LetheError) -> [Field]? {
        var fields: [Field] = []
        return try next(&fields) ? fields : nil
    }

    /// Reads the next record that is no empty line into `fields`; false at the end.
    mutating func next(_ fields: inout [Field]) throws(LetheError) -> Bool {
        fields.removeAll(keepingCapacity: true)
        skipEmptyLines()
        guard position < bytes.count else { return false }
        while true {
            fields.append(try field())
            guard position < bytes.count, bytes[position] == separator else { break }
            position += 1
        }
        endLine()
        return true
    }

    /// The bytes up to the end of the line, which are not passed.
    var restOfLine: ArraySlice<UInt8> {
        bytes[position...].prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
    }

    /// Passes what is left of the line, whatever it holds, and empty lines before it.
    mutating func skipLine() {
        skipEmptyLines()
        position += restOfLine.count
        endLine()
    }

    /// Passes lines without a character.
    mutating func skipEmptyLines() {
        while position < bytes.count, bytes[position] == UInt8(ascii: "\n") || bytes[position] == UInt8(ascii: "\r") {
            endLine()
        }
    }

    private mutating func field() throws(LetheError) -> Field {
        let (line, column) = (line, position - lineStart + 1)
        skipBlanks(before: UInt8(ascii: "\""))
        guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
            let start = position
            while position < bytes.count, !endsField(bytes[position]) { position += 1 }
            return try Field(bytes: valid(bytes[start..<position], line, column), line: line, column: column)
        }
        return try Field(bytes: valid(quoted(line, column), line, column), line: line, column: column)
    }

    /// Passes blanks, if the next character is the one that is looked for; others belong to the field.
    private mutating func skipBlanks(before wanted: UInt8) {
        guard separator != UInt8(ascii: " ") else { return }
        var next = position
        while next < bytes.count, bytes[next] == UInt8(ascii: " ") { next += 1 }
        if next < bytes.count, bytes[next] == wanted { position = next }
    }

    private mutating func quoted(_ line: Int, _ column: Int) throws(LetheError) -> ArraySlice<UInt8> {
        var content: [UInt8] = []
        position += 1
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            if byte == UInt8(ascii: "\"") {
                if position < bytes.count, bytes[position] == byte {
                    position += 1
                } else {
                    for end in [separator, UInt8(ascii: "\n"), UInt8(ascii: "\r")] { skipBlanks(before: end) }
                    guard position == bytes.count || endsField(bytes[position]) else {
                        throw error("data.csv-quote", "a separator or the end of the line must follow a closing quote")
                    }
                    return content[...]
                }
            } else if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") && !isNext(UInt8(ascii: "\n")) {
                startLine()
            }
            content.append(byte)
        }
        throw LetheError(
            "data.csv-quote",
            "a quoted field is never closed",
            hint: "a quote within a field is written twice",
            at: .init(file: name, line: line, column: column)
        )
    }

    private func isNext(_ byte: UInt8) -> Bool {
        position < bytes.count && bytes[position] == byte
    }

    private func endsField(_ byte: UInt8) -> Bool {
        byte == separator || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
    }

    /// A field without white space around it, once it has proved to be UTF-8.
    private func valid(
        _ field: ArraySlice<UInt8>,
        _ line: Int,
        _ column: Int
    ) throws(LetheError) -> ArraySlice<UInt8> {
        let isASCII = field.allSatisfy { $0 < 0x80 }
        guard isASCII || String(validating: field, as: UTF8.self) != nil else {
            throw TextFile.notUTF8(at: .init(file: name, line: line, column: column))
        }
        var field = field
        while let count = Self.blanks(field.first, field.prefix(2)) { field.removeFirst(count) }
        while let count = Self.blanks(field.last, field.suffix(2)) { field.removeLast(count) }
        return field
    }

    /// The bytes of the white space at an end of a field, or nil where there is something else.
    private static func blanks(_ outermost: UInt8?, _ pair: ArraySlice<UInt8>) -> Int? {
        if outermost == UInt8(ascii: " ") || outermost == UInt8(ascii: "\t") { return 1 }
        return outermost ?? 0 >= 0x80 && pair.elementsEqual(noBreakSpace) ? 2 : nil
    }

    /// U+00A0, which spreadsheets and web pages leave around numbers.
    private static let noBreakSpace: [UInt8] = [0xC2, 0xA0]

    /// Passes CR, LF or both.
    private mutating func endLine() {
        if position < bytes.count, bytes[position] == UInt8(ascii: "\r") { position += 1 }
        if position < bytes.count, bytes[position] == UInt8(ascii: "\n") { position += 1 }
        startLine()
    }

    private mutating func startLine() {
        line += 1
        lineStart = position
    }

    private func error(_ code: String, _ message: String) -> LetheError {
        LetheError(code, message, at: .init(file: name, line: line, column: position - lineStart + 1))
    }
}
