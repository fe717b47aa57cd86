/// A SHA-256 digest: 32 bytes, ordered as they stand.
public struct Digest: Hashable, Sendable {
    /// How many bytes a digest has.
    public static let byteCount = 32
    /// The digest of no content: thirty-two zero bytes.
    public static let zero = Digest(words: Words())

    /// The bytes as four big-endian words, so that a digest needs no heap and compares word by word.
    private var words: Words

    private struct Words: Hashable, Sendable {
        var first: UInt64 = 0
        var second: UInt64 = 0
        var third: UInt64 = 0
        var fourth: UInt64 = 0

        /// Moves all words up by some bits, less than 64, and puts a value into the room below.
        mutating func shift(in value: UInt64, bits: UInt64) {
            first = first << bits | second >> (64 - bits)
            second = second << bits | third >> (64 - bits)
            third = third << bits | fourth >> (64 - bits)
            fourth = fourth << bits | value
        }
    }

    private init(words: Words) {
        self.words = words
    }

    /// The digest with these bytes, or nil unless there are 32.
    public init?(bytes: some Collection<UInt8>) {
        guard bytes.count == Digest.byteCount else { return nil }
        var words = Words()
        for byte in bytes {
            words.shift(in: UInt64(byte), bits: 8)
        }
        self.words = words
    }

    /// The digest written as 64 hexadecimal digits of either case, or nil.
    public init?(hex: String) {
        guard hex.utf8.count == 2 * Digest.byteCount else { return nil }
        var words = Words()
        for digit in hex.utf8 {
            guard let value = Digest.value(ofHexDigit: digit) else { return nil }
            words.shift(in: UInt64(value), bits: 4)
        }
        self.words = words
    }

    /// The 32 bytes.
    public var bytes: [UInt8] {
        [words.first, words.second, words.third, words.fourth].flatMap { word in
            stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: word >> UInt64($0)) }
        }
    }

    /// Sixty-four lower-case hexadecimal digits.
    public var hex: String {
        var digits: [UInt8] = []
        digits.reserveCapacity(2 * Digest.byteCount)
        for word in [words.first, words.second, words.third, words.fourth] {
            for shift in stride(from: 60, through: 0, by: -4) {
                let value = UInt8(truncatingIfNeeded: word >> UInt64(shift)) & 15
                digits.append(value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10)
            }
        }
        return String(decoding: digits, as: UTF8.self)
    }

    private static func value(ofHexDigit digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}

extension Digest {
    /// The SHA-256 of bytes.
    public init(sha256 content: [UInt8]) {
        var hasher = SHA256Hasher()
        hasher.update(content)
        self = hasher.finalize()
    }

    /// The SHA-256 of a text's UTF-8.
    public init(sha256 text: String) {
        self.init(sha256: Array(text.utf8))
    }
}

extension Digest: Comparable {
    /// Whether a digest stands before another when their bytes are compared from the first to the last.
    public static func < (one: Digest, other: Digest) -> Bool {
        (one.words.first, one.words.second, one.words.third, one.words.fourth)
            < (other.words.first, other.words.second, other.words.third, other.words.fourth)
    }
}

extension Digest: CustomStringConvertible {
    /// The same as `hex`.
    public var description: String { hex }
}
