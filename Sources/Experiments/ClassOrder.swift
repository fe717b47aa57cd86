/// Orders of classes that are drawn rather than written.
public enum ClassOrder {
    /// Orders of so many classes drawn without replacement, the same for the same seed; the first of a larger sample
    /// are the smaller sample.
    ///
    /// - Precondition: `count` is at most `Ordering.largestSample` and at most the number of orders there are.
    public static func sample(_ count: Int, of classCount: Int, seed: Int) -> [[Int]] {
        // "classes" in ASCII keeps these draws apart from any other made from the same seed.
        Ordering.permutations(count, of: classCount, seed: seed, purpose: 0x63_6C61_7373_6573)
    }
}
