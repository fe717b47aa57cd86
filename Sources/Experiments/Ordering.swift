/// The order in which the tasks of a stream are learned: `tasks[i]` is the stream's number of the i-th task learned.
public struct Ordering: Hashable, Sendable, CustomStringConvertible {
    /// A permutation of `0 ..< tasks.count`.
    public let tasks: [Int]

    /// An ordering, or nil unless `tasks` is a permutation of `0 ..< tasks.count`.
    public init?(_ tasks: [Int]) {
        guard !tasks.isEmpty, tasks.sorted() == Array(0..<tasks.count) else { return nil }
        self.tasks = tasks
    }

    /// An ordering that is known to be a permutation.
    init(unchecked tasks: [Int]) {
        self.tasks = tasks
    }

    /// The order of the stream itself.
    public init(naturalOf count: Int) {
        precondition(count > 0, "an ordering has at least one task")
        tasks = Array(0..<count)
    }

    /// The ordering of a rank in lexicographic order, `0 ..< count!`.
    public init(rank: Int, of count: Int) {
        precondition(
            rank >= 0 && rank < Ordering.number(of: count) ?? .max,
            "ranks count from 0 to the number of orderings"
        )
        var remaining = Array(0..<count)
        var rank = rank
        var tasks: [Int] = []
        for position in 0..<count {
            let block = Ordering.number(of: count - 1 - position) ?? .max
            tasks.append(remaining.remove(at: rank / block))
            rank %= block
        }
        self.tasks = tasks
    }

    /// The place in lexicographic order, from 0.
    ///
    /// - Precondition: there are at most 20 tasks, whose orderings an Int counts.
    public var rank: Int {
        tasks.indices.reduce(0) { rank, position in
            let smaller = tasks[position...].count { $0 < tasks[position] }
            return rank * (tasks.count - position) + smaller
        }
    }

    /// How many orderings `count` tasks have, or nil where the number exceeds an Int (21 tasks and more).
    public static func number(of count: Int) -> Int? {
        var product = 1
        for factor in stride(from: 2, through: count, by: 1) {
            let (next, overflow) = product.multipliedReportingOverflow(by: factor)
            if overflow { return nil }
            product = next
        }
        return product
    }

    /// The tasks joined by dashes: `0-1-2-3-4`.
    public var description: String { tasks.map(String.init).joined(separator: "-") }

    /// Reads the form that `description` writes.
    public init?(_ description: String) {
        let parts = description.split(separator: "-", omittingEmptySubsequences: false)
        let tasks = parts.compactMap { Int($0) }
        guard tasks.count == parts.count else { return nil }
        self.init(tasks)
    }
}
