/// The order in which the cells of a grid are handed out: the most expensive first, jobs that share work side by side.
///
/// The axes that decide a job's cost are enumerated outermost, by descending operations; the others follow in the
/// grid's order with the strategy and then the task ordering innermost, since jobs that differ only there share work:
/// many strategies leave the first task alone, and orderings share their beginnings. Nothing is stored per cell, only a
/// number per combination of the cost axes; and of very many combinations (`mostClasses`) not even that: then each axis
/// is ordered by itself, and an even sample of the combinations stands for all where costs are summed up.
public struct DispatchOrder: Sendable {
    private let grid: Grid
    private let outerAxes: [Int]
    private let innerAxes: [Int]
    private let innerCount: Int
    private let combinations: Combinations
    /// Cells that cost the same by formula, the dearest first; some may cost what others do.
    public let costClasses: [CostClass]
    /// Whether costs were summed up from an even sample of the combinations of axes that decide them.
    public let isSampled: Bool
    /// Operations of all cells together, as a floating-point number since an Int may not hold them.
    public let totalOperations: Double

    /// The most combinations of axes that decide a job's cost, the strategy among them, that are looked at one by one.
    public static let mostClasses = 100_000

    /// The outer axes' combinations, counted in the grid's order.
    private enum Combinations: Sendable {
        /// By descending operations.
        case sorted([Int])
        /// For each outer axis its levels by descending operations, the first axis outermost.
        case byAxis([[Int]])
    }

    /// Orders a grid.
    ///
    /// - Parameter operations: the operations of an experiment, by formula.
    public init(_ grid: Grid, operations: (Experiment) -> Int) {
        let axes = { (name: String) in grid.axes.indices.filter { grid.axes[$0].field.name == name } }
        let strategy = axes("strategy")
        let ordering = axes("ordering")
        let others = grid.axes.indices.filter { !strategy.contains($0) && !ordering.contains($0) }
        self.grid = grid
        outerAxes = others.filter { grid.axes[$0].field.affectsCost }
        innerAxes = others.filter { !grid.axes[$0].field.affectsCost } + strategy + ordering
        innerCount = innerAxes.reduce(1) { $0 * grid.axes[$1].count }

        let strategyCount = strategy.reduce(1) { $0 * grid.axes[$1].count }
        let combinationCount = grid.count / innerCount
        let looked = min(combinationCount, max(1, Self.mostClasses / strategyCount))
        let isSampled = looked < combinationCount
        let byAxis = isSampled ? Self.levelsByCost(of: outerAxes, in: grid, operations) : []

        var levels = [Int](repeating: 0, count: grid.axes.count)
        var classes: [CostClass] = []
        let costs = (0..<looked).map { [outerAxes, innerCount] index in
            Self.distribute(index * (combinationCount / looked), over: outerAxes, of: grid, into: &levels)
            if isSampled { Self.reorder(&levels, outerAxes, by: byAxis) }
            return (0..<strategyCount).reduce(0.0) { sum, level in
                Self.distribute(level, over: strategy, of: grid, into: &levels)
                let cell = grid.cell(ofLevels: levels)
                let cost = operations(grid.experiment(ofCell: cell))
                // Each combination of a sample stands for as many others.
                let count = innerCount / strategyCount * (combinationCount / looked)
                classes.append(CostClass(firstCell: cell, cellCount: count, operations: cost))
                return sum + Double(cost)
            }
        }
        self.isSampled = isSampled
        // What costs the same keeps the grid's order.
        combinations =
            isSampled ? .byAxis(byAxis) : .sorted(costs.indices.sorted { (costs[$1], $0) < (costs[$0], $1) })
        costClasses = classes.sorted { ($1.operations, $0.firstCell) < ($0.operations, $1.firstCell) }
        let counted = classes.reduce(0) { $0 + Double($1.operations) * Double($1.cellCount) }
        totalOperations = counted * Double(combinationCount) / Double(combinationCount / looked * looked)
    }

    /// For each axis its levels by descending operations, every other axis at its first level.
    private static func levelsByCost(
        of axes: [Int],
        in grid: Grid,
        _ operations: (Experiment) -> Int
    ) -> [[Int]] {
        axes.map { axis in
            var levels = [Int](repeating: 0, count: grid.axes.count)
            let costs = (0..<grid.axes[axis].count).map { level in
                levels[axis] = level
                return operations(grid.experiment(ofCell: grid.cell(ofLevels: levels)))
            }
            return costs.indices.sorted { (costs[$1], $0) < (costs[$0], $1) }
        }
    }

    /// Takes places in the order of each axis for the levels that stand there.
    private static func reorder(_ levels: inout [Int], _ axes: [Int], by order: [[Int]]) {
        for (axis, order) in zip(axes, order) { levels[axis] = order[levels[axis]] }
    }

    /// Cells that cost the same by formula.
    public struct CostClass: Hashable, Sendable {
        /// The first of them in the grid.
        public var firstCell: Int
        /// How many there are.
        public var cellCount: Int
        /// Operations of each, by formula.
        public var operations: Int
    }

    /// The number of cells.
    public var count: Int { grid.count }

    /// The cell that is handed out at a rank, 0 first.
    public func cell(atRank rank: Int) -> Int {
        var levels = [Int](repeating: 0, count: grid.axes.count)
        switch combinations {
        case .sorted(let combinations):
            Self.distribute(combinations[rank / innerCount], over: outerAxes, of: grid, into: &levels)
        case .byAxis(let order):
            Self.distribute(rank / innerCount, over: outerAxes, of: grid, into: &levels)
            Self.reorder(&levels, outerAxes, by: order)
        }
        Self.distribute(rank % innerCount, over: innerAxes, of: grid, into: &levels)
        return grid.cell(ofLevels: levels)
    }

    /// Writes the levels that some axes have at an index into their combinations, the last axis varying fastest.
    private static func distribute(_ index: Int, over axes: [Int], of grid: Grid, into levels: inout [Int]) {
        var rest = index
        for axis in axes.reversed() {
            levels[axis] = rest % grid.axes[axis].count
            rest /= grid.axes[axis].count
        }
    }
}
