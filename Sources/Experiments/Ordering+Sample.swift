extension Ordering {
    /// The most orderings that a sample may hold.
    public static let largestSample = 100_000

    /// Orderings of `taskCount` tasks drawn without replacement, the same for the same seed.
    ///
    /// The first orderings of a larger sample are the smaller sample.
    ///
    /// - Precondition: `count` is at most `largestSample` and at most the number of orderings there are.
    public static func sample(_ count: Int, of taskCount: Int, seed: Int) -> [Ordering] {
        // "ordering" in ASCII keeps these draws apart from any other made from the same seed.
        permutations(count, of: taskCount, seed: seed, purpose: 0x6F72_6465_7269_6E67).map(Ordering.init(unchecked:))
    }

    /// Permutations drawn without replacement, by a seed and what they are for.
    static func permutations(_ count: Int, of size: Int, seed: Int, purpose: UInt64) -> [[Int]] {
        precondition(
            (0...largestSample).contains(count) && count <= number(of: size) ?? .max,
            "too many permutations"
        )
        var generator = SplitMix64(seed: UInt64(bitPattern: Int64(seed)) ^ purpose)
        var sample: [[Int]] = []
        var seen: Set<[Int]> = []
        while sample.count < count {
            let permutation = generator.permutation(of: size)
            if seen.insert(permutation).inserted { sample.append(permutation) }
        }
        return sample
    }
}
