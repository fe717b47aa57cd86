/// Draws in proportion to the classes: of a class's n examples the k-th (from 0) has the key (k + 1/2) / n, and the
/// smallest keys are drawn, ties to the lower class.
public enum EvenDraw {
    /// How many examples of each class are among the `total` with the smallest keys.
    ///
    /// - Parameter counts: the examples of each class, together fewer than 2^31.
    public static func shares(of counts: [Int], drawing total: Int) -> [Int] {
        let all = counts.reduce(0, +)
        guard total < all else { return counts }
        // Up to the key t a class has floor(t n + 1/2) examples. For t = (total - K/2) / all those of K classes
        // together are at most `total`, and at most K are missing.
        var shares = counts.map { max(0, (2 * total - counts.count) * $0 + all) / (2 * all) }
        for _ in shares.reduce(0, +)..<total {
            let open = counts.indices.filter { shares[$0] < counts[$0] }
            // (2 k + 1) / n of one class and another, multiplied out: ratios of whole numbers are compared exactly.
            let next = open.min { (2 * shares[$0] + 1) * counts[$1] < (2 * shares[$1] + 1) * counts[$0] }
            if let next { shares[next] += 1 }
        }
        return shares
    }
}
