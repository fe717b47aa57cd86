/// The quadratic program of GEM: the v >= 0 with the least v^T G G^T v / 2 + (G g)^T v (Lopez-Paz & Ranzato 2017, eq.
/// 11).
///
/// Solved by the active-set method of Lawson & Hanson (1974, "Solving Least Squares Problems", algorithm NNLS): exact
/// up to rounding after finitely many exchanges, also where two rows of G are opposite to a millionth. In double
/// precision and in a fixed order, over rows of length one, so that no row's scale decides.
struct DualProblem {
    /// The cosines between the rows of G.
    private let cosines: [[Double]]
    /// (G g) over the lengths of the rows.
    private let products: [Double]
    /// The lengths of the rows; what is zero or not finite takes no part.
    private let lengths: [Double]

    /// What is shorter, relative to the longest of its kind, is rounding.
    private static let precision = 1e-12

    /// - Parameters:
    ///   - gram: G G^T.
    ///   - products: G g.
    init(gram: [[Double]], products: [Double]) {
        lengths = gram.indices.map { gram[$0][$0].squareRoot() }
        let scales = lengths.map { $0 > 0 && $0.isFinite ? 1 / $0 : 0 }
        cosines = gram.indices.map { row in
            gram.indices.map { Self.scaled(gram[row][$0], by: scales[row] * scales[$0]) }
        }
        self.products = zip(products, scales).map { Self.scaled($0, by: $1) }
    }

    /// What is scaled by 0 takes no part, even where it is infinite.
    private static func scaled(_ value: Double, by scale: Double) -> Double { scale > 0 ? value * scale : 0 }

    /// v, one for each row of G.
    func solution() -> [Double] {
        var solution = products.map { _ in 0.0 }
        let least = Self.precision * (products.map { abs($0) }.max() ?? 0)
        var free: [Int] = []
        // Each round frees one more; a bound against rounding that would free and bind the same ones for ever.
        for _ in 0..<3 * products.count {
            guard let next = mostViolated(solution, beside: free, beyond: least) else { break }
            free.append(next)
            descend(to: &free, &solution)
        }
        return zip(solution, lengths).map { $0 > 0 ? $0 / $1 : 0 }
    }

    /// The bound variable along which the sum falls most steeply and that the free ones do not span already.
    private func mostViolated(_ solution: [Double], beside free: [Int], beyond least: Double) -> Int? {
        products.indices.filter { cosines[$0][$0] > 0 && !free.contains($0) }
            .map { index in (index, -zip(cosines[index], solution).reduce(products[index]) { $0 + $1.0 * $1.1 }) }
            .filter { $0.1 > least && minimum(over: free + [$0.0]) != nil }
            .max { $0.1 < $1.1 }?.0
    }

    /// Moves to the minimum over the free variables; those that would become negative on the way stop at 0 and are free
    /// no longer.
    private func descend(to free: inout [Int], _ solution: inout [Double]) {
        while let target = minimum(over: free), !free.isEmpty {
            var share = 1.0
            for (index, value) in zip(free, target) where value <= 0 {
                share = min(share, solution[index] / (solution[index] - value))
            }
            for (index, value) in zip(free, target) { solution[index] += share * (value - solution[index]) }
            let stopped = zip(free, target).filter { $0.1 <= 0 && solution[$0.0] <= Self.precision * $0.1.magnitude }
            guard share < 1 || !stopped.isEmpty else { return }
            for (index, _) in stopped { solution[index] = 0 }
            free.removeAll { index in stopped.contains { $0.0 == index } }
        }
    }

    /// Where the sum is least over these variables alone, by Cholesky's method; nil where one depends on the others.
    private func minimum(over free: [Int]) -> [Double]? {
        var factor = free.map { _ in free.map { _ in 0.0 } }
        var values: [Double] = []
        for row in free.indices {
            for column in 0..<row {
                let known = (0..<column).reduce(0) { $0 + factor[row][$1] * factor[column][$1] }
                factor[row][column] = (cosines[free[row]][free[column]] - known) / factor[column][column]
            }
            let rest = (0..<row).reduce(cosines[free[row]][free[row]]) { $0 - factor[row][$1] * factor[row][$1] }
            guard rest > Self.precision else { return nil }
            factor[row][row] = rest.squareRoot()
            let known = (0..<row).reduce(0) { $0 + factor[row][$1] * values[$1] }
            values.append((-products[free[row]] - known) / factor[row][row])
        }
        for row in free.indices.reversed() {
            let known = (row + 1..<free.count).reduce(0) { $0 + factor[$1][row] * values[$1] }
            values[row] = (values[row] - known) / factor[row][row]
        }
        return values
    }
}
