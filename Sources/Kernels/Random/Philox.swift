/// Philox 4x32-10, the counter-based generator of Salmon, Moraes, Dror & Shaw, "Parallel Random Numbers: As Easy as 1,
/// 2, 3" (SC 2011, section 3.3): a keyed bijection of 128-bit counters. No state, so any draw can be made at any time.
public enum Philox {
    /// Four 32-bit words.
    public typealias Block = SIMD4<UInt32>

    /// The block of random words that belongs to a counter under a key.
    public static func block(counter: Block, key: SIMD2<UInt32>) -> Block {
        var (x, k) = (counter, key)
        for round in 0..<10 {
            if round > 0 { k &+= SIMD2(0x9E37_79B9, 0xBB67_AE85) }
            let a = x.x.multipliedFullWidth(by: 0xD251_1F53)
            let b = x.z.multipliedFullWidth(by: 0xCD9E_8D57)
            x = Block(b.high ^ x.y ^ k.x, b.low, a.high ^ x.w ^ k.y, a.low)
        }
        return x
    }
}
