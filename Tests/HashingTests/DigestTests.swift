import Hashing
import Testing

@Suite("Digests")
struct DigestTests {
    let counting = (0..<32).map { UInt8($0) * 7 }

    @Test("bytes and hexadecimal digits survive the round trip")
    func roundTrip() throws {
        let digest = try #require(Digest(bytes: counting))
        #expect(digest.bytes == counting)
        #expect(digest.hex == "00070e151c232a31383f464d545b626970777e858c939aa1a8afb6bdc4cbd2d9")
        #expect(Digest(hex: digest.hex) == digest)
        #expect(Digest(hex: digest.hex.uppercased()) == digest)
        #expect("\(digest)" == digest.hex)
    }

    @Test("no other number of bytes is a digest", arguments: [0, 1, 31, 33, 64])
    func wrongCount(count: Int) {
        #expect(Digest(bytes: [UInt8](repeating: 1, count: count)) == nil)
    }

    @Test(
        "what is not 64 hexadecimal digits is no digest",
        arguments: [
            "", String(repeating: "0", count: 63), String(repeating: "0", count: 65),
            String(repeating: "0", count: 63) + "g", String(repeating: "0", count: 63) + " ",
            String(repeating: "é", count: 32), String(repeating: "٣", count: 32),
            "-" + String(repeating: "0", count: 63),
        ]
    )
    func wrongHex(text: String) {
        #expect(Digest(hex: text) == nil)
    }

    @Test("digests are ordered as their bytes", arguments: 0..<32)
    func order(position: Int) throws {
        var larger = counting
        larger[position] += 1
        // What follows the first difference must not matter.
        for following in stride(from: position + 1, to: 32, by: 1) {
            larger[following] = 0
        }
        let one = try #require(Digest(bytes: counting))
        let other = try #require(Digest(bytes: larger))
        #expect(one < other)
        #expect(!(other < one))
        #expect(one != other)
        #expect(Digest.zero < one)
    }
}
