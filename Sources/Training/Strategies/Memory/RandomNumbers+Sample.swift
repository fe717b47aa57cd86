internal import Kernels

extension RandomNumbers {
    /// So many different numbers below a bound, every set of them equally likely; in no order of meaning.
    ///
    /// Floyd's algorithm (Bentley & Floyd 1987, "A Sample of Brilliance").
    mutating func sample(_ count: Int, below bound: Int) -> [Int] {
        var drawn: [Int] = []
        var known: Set<Int> = []
        for last in max(bound - count, 0)..<bound {
            let number = integer(below: last + 1)
            let chosen = known.contains(number) ? last : number
            known.insert(chosen)
            drawn.append(chosen)
        }
        return drawn
    }
}
