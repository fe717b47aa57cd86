/// The quadratic program of GEM: the v >= 0 with the least v^T G G^T v / 2 + (G g)^T v (Lopez-Paz & Ranzato 2017, eq.
/// 11).
///
/// It has one variable for each earlier task, so a plain method does: Hildreth's (1957), which minimises over one
/// variable after the other until the projection stands still. In double precision and in a fixed order.
struct DualProblem {
    /// G G^T.
    let gram: [[Double]]
    /// G g.
    let products: [Double]

    private static let sweeps = 1000
    private static let precision = 1e-10

    /// v, one for each row of G.
    func solution() -> [Double] {
        var solution = products.map { _ in 0.0 }
        for _ in 0..<Self.sweeps {
            // Both measured as lengths of gradients.
            var (change, scale) = (0.0, 0.0)
            for index in products.indices where gram[index][index] > 0 {
                let square = gram[index][index]
                var slope = products[index]
                for (factor, value) in zip(gram[index], solution) { slope += factor * value }
                let value = max(0, solution[index] - slope / square)
                change = max(change, abs(value - solution[index]) * square.squareRoot())
                scale = max(scale, abs(products[index]) / square.squareRoot())
                solution[index] = value
            }
            if !(change > Self.precision * scale) { break }
        }
        return solution
    }
}
