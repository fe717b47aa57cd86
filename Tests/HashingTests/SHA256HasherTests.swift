import Hashing
import Testing

@Suite("SHA-256")
struct SHA256HasherTests {
    /// The examples of FIPS 180-2, appendix B, and the digest of the empty message.
    static let examples = [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
    ]

    @Test("known answers", arguments: examples)
    func knownAnswers(text: String, hex: String) {
        #expect(Digest(sha256: text).hex == hex)
        #expect(Digest(sha256: Array(text.utf8)).hex == hex)
    }

    @Test("the known answer of a million letters")
    func millionLetters() {
        let hex = "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
        #expect(Digest(sha256: [UInt8](repeating: UInt8(ascii: "a"), count: 1_000_000)).hex == hex)
    }

    @Test("pieces of any size give the digest of the whole", arguments: [1, 3, 55, 56, 63, 64, 65, 200])
    func pieces(size: Int) {
        let content = (0..<199).map { UInt8($0) }
        var arrays = SHA256Hasher()
        var spans = SHA256Hasher()
        for start in stride(from: 0, to: content.count, by: size) {
            let range = start..<min(start + size, content.count)
            arrays.update(Array(content[range]))
            spans.update(content.span.extracting(range))
        }
        let whole = Digest(sha256: content)
        #expect(arrays.finalize() == whole)
        #expect(spans.finalize() == whole)
    }

    @Test("a copied hasher goes its own way")
    func copies() {
        var hasher = SHA256Hasher()
        hasher.update(Array("ab".utf8))
        var copy = hasher
        copy.update(Array("c".utf8))
        hasher.update([])
        #expect(copy.finalize() == Digest(sha256: "abc"))
        #expect(hasher.finalize() == Digest(sha256: "ab"))
    }
}
