import Experiments
import Testing

@testable import DataSets

@Suite("Gzip")
struct GzipTests {
    private let digits = PackageResources.digits_csv_gz

    @Test("members one after the other give their contents one after the other")
    func members() throws {
        let once = try Gzip.decompress(digits, limit: 1 << 20)
        #expect(try Gzip.decompress(digits + digits, limit: 1 << 20) == once + once)
    }

    @Test("what comes out is bounded")
    func bounded() {
        #expect(throws: Gzip.Failure.oversized) { try Gzip.decompress(digits, limit: 100_000) }
    }

    @Test("every shorter file is truncated, and anything after the end is damage")
    func truncated() {
        for count in stride(from: 2, to: digits.count, by: 997) {
            #expect(throws: Gzip.Failure.truncated) { try Gzip.decompress(Array(digits.prefix(count)), limit: 1 << 20) }
        }
        #expect(throws: Gzip.Failure.corrupt) { try Gzip.decompress(digits + [0], limit: 1 << 20) }
        #expect(throws: Gzip.Failure.truncated) { try Gzip.decompress([], limit: 1) }
    }

    @Test("a changed bit never goes unnoticed")
    func mutated() {
        var generator = SplitMix64(seed: 3)
        let original = try? Gzip.decompress(digits, limit: 1 << 20)
        var refusedCount = 0
        for _ in 0..<1_000 {
            var bytes = digits
            let position = Int(generator.next() % UInt64(bytes.count))
            bytes[position] ^= 1 << UInt8(generator.next() % 8)
            if let content = try? Gzip.decompress(bytes, limit: 1 << 20) {
                // Bits of the header that say when and where the file was made mean nothing to its content.
                #expect(content == original)
                #expect(position < 32)
            } else {
                refusedCount += 1
            }
        }
        #expect(refusedCount > 900)
    }

    @Test("the checksum is the CRC-32 of zlib")
    func checksum() {
        #expect(Gzip.checksum(Array("123456789".utf8)[...]) == 0xCBF4_3926)
    }
}
