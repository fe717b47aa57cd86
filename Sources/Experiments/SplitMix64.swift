/// A small fixed generator (Steele, Lea & Flood 2014) for choices that belong to the description of a sweep.
///
/// It draws the split of the digits and sampled orderings. Its numbers are part of what jobs mean, so they never
/// change; what is drawn while training comes from another, counter-based generator.
public struct SplitMix64: Sendable {
    private var state: UInt64

    /// A generator whose whole sequence is decided by its seed.
    public init(seed: UInt64) {
        state = seed
    }

    /// The next 64 bits.
    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A permutation of `0 ..< count`, by Fisher and Yates from the top with the index `next() % (i + 1)`.
    public mutating func permutation(of count: Int) -> [Int] {
        var permutation = Array(0..<count)
        for last in stride(from: count - 1, to: 0, by: -1) {
            permutation.swapAt(last, Int(next() % UInt64(last + 1)))
        }
        return permutation
    }
}
