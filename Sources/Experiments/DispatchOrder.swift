/// The order in which the cells of a grid are handed out: the most expensive first, jobs that share work side by side.
///
/// The axes that decide a job's cost are enumerated outermost, by descending operations; the others follow in the
/// grid's order with the strategy and then the task ordering innermost, since jobs that differ only there share work:
/// many strategies leave the first task alone, and orderings share their beginnings. Nothing is stored per cell, only a
/// number per combination of the cost axes.
public struct DispatchOrder: Sendable {
    private let grid: Grid
    private let outerAxes: [Int]
    private let innerAxes: [Int]
    private let innerCount: Int
    /// Combinations of the outer axes, counted in the grid's order, by descending operations.
    private let combinations: [Int]
    /// Cells that cost the same by formula, the dearest first; some may cost what others do.
    public let costClasses: [CostClass]
    /// Operations of all cells together, as a floating-point number since an Int may not hold them.
    public let totalOperations: Double

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

        var levels = [Int](repeating: 0, count: grid.axes.count)
        let strategyCount = strategy.reduce(1) { $0 * grid.axes[$1].count }
        var classes: [CostClass] = []
        let costs = (0..<grid.count / innerCount).map { [outerAxes, innerCount] combination in
            Self.distribute(combination, over: outerAxes, of: grid, into: &levels)
            return (0..<strategyCount).reduce(0.0) { sum, level in
                Self.distribute(level, over: strategy, of: grid, into: &levels)
                let cell = grid.cell(ofLevels: levels)
                let cost = operations(grid.experiment(ofCell: cell))
                classes.append(CostClass(firstCell: cell, cellCount: innerCount / strategyCount, operations: cost))
                return sum + Double(cost)
            }
        }
        // What costs the same keeps the grid's order.
        combinations = costs.indices.sorted { (costs[$1], $0) < (costs[$0], $1) }
        costClasses = classes.sorted { ($1.operations, $0.firstCell) < ($0.operations, $1.firstCell) }
        totalOperations = classes.reduce(0) { $0 + Double($1.operations) * Double($1.cellCount) }
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
        Self.distribute(combinations[rank / innerCount], over: outerAxes, of: grid, into: &levels)
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
