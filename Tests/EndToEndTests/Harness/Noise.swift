/// What is no message of the pool's.
enum Noise {
    /// Messages of frames that mean nothing: no frame's content, too many frames, text, random bytes.
    static let messages: [[[UInt8]]] =
        [[[]], [[], []], [[1], [2], [3]], [Array("GET / HTTP/1.1\r\n\r\n".utf8)], [random(70_000, seed: 0)]]
        + (1...50).map { [random($0 * 3, seed: UInt64($0))] }

    /// Bytes of connections that do not speak ZMTP, or not for long.
    static let streams: [[UInt8]] = [
        Array("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".utf8),
        random(4096, seed: 51),
        greeting,
        greeting + random(4096, seed: 52),
        // A READY command of an absurd length, and one that ends in the middle.
        greeting + [6, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF],
        greeting + [4, 26, 5] + Array("READY".utf8) + [11],
    ]

    /// That of ZMTP 3.0 (RFC 23) with the NULL mechanism.
    private static let greeting: [UInt8] =
        [0xFF] + [UInt8](repeating: 0, count: 8) + [0x7F, 3, 0] + Array("NULL".utf8) + [UInt8](repeating: 0, count: 48)

    /// Bytes that are the same for a seed; by Vigna's SplitMix64.
    private static func random(_ count: Int, seed: UInt64) -> [UInt8] {
        var state = seed
        return (0..<count).map { _ in
            state &+= 0x9E37_79B9_7F4A_7C15
            var bits = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
            bits = (bits ^ bits >> 27) &* 0x94D0_49BB_1331_11EB
            return UInt8(truncatingIfNeeded: bits ^ bits >> 31)
        }
    }
}
