extension Ordering {
    /// The most orderings that a sample may hold.
    public static let largestSample = 100_000

    /// Orderings of `taskCount` tasks drawn without replacement, the same for the same seed.
    ///
    /// The first orderings of a larger sample are the smaller sample.
    ///
    /// - Precondition: `count` is at most `largestSample` and at most the number of orderings there are.
    public static func sample(_ count: Int, of taskCount: Int, seed: Int) -> [Ordering] {
        precondition(
            (0...largestSample).contains(count) && count <= number(of: taskCount) ?? .max,
            "too many orderings"
        )
        // "ordering" in ASCII keeps these draws apart from any other made from the same seed.
        var generator = SplitMix64(seed: UInt64(bitPattern: Int64(seed)) ^ 0x6F72_6465_7269_6E67)
        var sample: [Ordering] = []
        var seen: Set<Ordering> = []
        while sample.count < count {
            let ordering = Ordering(unchecked: generator.permutation(of: taskCount))
            if seen.insert(ordering).inserted { sample.append(ordering) }
        }
        return sample
    }
}
