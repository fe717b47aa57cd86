internal import Hashing

// What is read off the wire is checked here before anyone relies on it.

/// Throws unless a condition holds.
func check(_ condition: Bool, _ reason: @autoclosure () -> String) throws(WireError) {
    if !condition { throw WireError(reason()) }
}

extension UInt64 {
    /// The number as a count, identity or size.
    func asCount(_ what: String, atMost limit: Int = .max) throws(WireError) -> Int {
        guard let number = Int(exactly: self), number <= limit else { throw WireError("\(what) is out of range") }
        return number
    }
}

extension Double {
    func checked(_ what: String, in range: ClosedRange<Double>) throws(WireError) -> Double {
        try check(range.contains(self), "\(what) is out of range")
        return self
    }

    /// A duration or rate as it may be sent.
    var sendable: Double { isFinite && self >= 0 ? self : 0 }
}

extension String {
    func checked(_ what: String, atMost limit: Int) throws(WireError) -> String {
        try check(utf8.count <= limit, "\(what) is longer than \(limit) bytes")
        return self
    }

    /// The longest beginning that fits into so many bytes.
    func clipped(to limit: Int) -> String {
        guard utf8.count > limit else { return self }
        var clipped = ""
        var room = limit
        for character in self {
            room -= character.utf8.count
            if room < 0 { break }
            clipped.append(character)
        }
        return clipped
    }
}

extension [String] {
    /// The last lines of a log, as they may be sent.
    var clippedLog: [String] { suffix(Wire.maximumLogLines).map { $0.clipped(to: Wire.maximumLogLineBytes) } }

    func checkedLog() throws(WireError) -> [String] {
        try check(count <= Wire.maximumLogLines, "a log has more than \(Wire.maximumLogLines) lines")
        for line in self { _ = try line.checked("a log line", atMost: Wire.maximumLogLineBytes) }
        return self
    }
}

extension Digest {
    init(checking bytes: some Collection<UInt8>) throws(WireError) {
        guard let digest = Digest(bytes: bytes) else { throw WireError("a digest has not 32 bytes") }
        self = digest
    }
}

/// `map` that keeps the type of what is thrown.
extension Array {
    func converted<Result>(_ convert: (Element) throws(WireError) -> Result) throws(WireError) -> [Result] {
        var results: [Result] = []
        results.reserveCapacity(count)
        for element in self { results.append(try convert(element)) }
        return results
    }
}
