internal import Experiments

/// Reads records of comma-separated fields (RFC 4180), knowing where each field stands.
struct CSVReader {
    /// A field with the place at which it begins.
    struct Field {
        var text: String
        var line: Int
        /// From 1, counted in bytes.
        var column: Int
    }

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
        skipEmptyLines()
        guard position < bytes.count else { return nil }
        var fields: [Field] = []
        while true {
            fields.append(try field())
            guard position < bytes.count, bytes[position] == UInt8(ascii: ",") else { break }
            position += 1
        }
        endLine()
        return fields
    }

    private mutating func field() throws(LetheError) -> Field {
        let (line, column) = (line, position - lineStart + 1)
        guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
            let start = position
            while position < bytes.count, !isSeparator(bytes[position]) { position += 1 }
            return Field(text: trimmed(bytes[start..<position]), line: line, column: column)
        }
        return Field(text: try quoted(line, column), line: line, column: column)
    }

    private mutating func quoted(_ line: Int, _ column: Int) throws(LetheError) -> String {
        var content: [UInt8] = []
        position += 1
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            if byte == UInt8(ascii: "\"") {
                if position < bytes.count, bytes[position] == byte {
                    position += 1
                } else {
                    guard position == bytes.count || isSeparator(bytes[position]) else {
                        throw error("data.csv-quote", "a comma or the end of the line must follow a closing quote")
                    }
                    return String(decoding: content, as: UTF8.self)
                }
            } else if byte == UInt8(ascii: "\n") {
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

    private func isSeparator(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
    }

    private func trimmed(_ field: ArraySlice<UInt8>) -> String {
        var field = field
        while field.first == UInt8(ascii: " ") || field.first == UInt8(ascii: "\t") { field.removeFirst() }
        while field.last == UInt8(ascii: " ") || field.last == UInt8(ascii: "\t") { field.removeLast() }
        return String(decoding: field, as: UTF8.self)
    }

    private mutating func skipEmptyLines() {
        while position < bytes.count, bytes[position] == UInt8(ascii: "\n") || bytes[position] == UInt8(ascii: "\r") {
            endLine()
        }
    }

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
