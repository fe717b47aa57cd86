/// The order in which the cells of a grid are handed out: the most expensive first, jobs that share work side by side.
///
/// The axes that decide a job's cost are enumerated outermost, by descending operations; the others follow in the
/// grid's order with the task ordering innermost, since jobs that differ only there share the longest prefixes.
/// Nothing is stored per cell, only a number per combination of the cost axes.
public struct DispatchOrder: Sendable {
    private let grid: Grid
    private let costAxes: [Int]
    private let innerAxes: [Int]
    private let innerCount: Int
    /// Combinations of the cost axes, counted in the grid's order, by descending operations.
    private let combinations: [Int]
    /// Operations of a cell of each combination, in the same order.
    private let operations: [Int]
    /// Operations of all cells together, as a floating-point number since an Int may not hold them.
    public let totalOperations: Double

    /// Orders a grid.
    ///
    /// - Parameter operations: the operations of an experiment, by formula.
    public init(_ grid: Grid, operations: (Experiment) -> Int) {
        let isOrdering = { (axis: Int) in grid.axes[axis].field.name == "ordering" }
        let others = grid.axes.indices.filter { !grid.axes[$0].field.affectsCost }
        self.grid = grid
        costAxes = grid.axes.indices.filter { grid.axes[$0].field.affectsCost }
        innerAxes = others.filter { !isOrdering($0) } + others.filter(isOrdering)
        innerCount = innerAxes.reduce(1) { $0 * grid.axes[$1].count }

        var levels = [Int](repeating: 0, count: grid.axes.count)
        let costs = (0..<grid.count / innerCount).map { [costAxes] combination in
            Self.distribute(combination, over: costAxes, of: grid, into: &levels)
            return operations(grid.experiment(ofCell: grid.cell(ofLevels: levels)))
        }
        // Combinations of equal cost keep the grid's order.
        combinations = costs.indices.sorted { (costs[$1], $0) < (costs[$0], $1) }
        self.operations = combinations.map { costs[$0] }
        totalOperations = costs.reduce(0) { $0 + Double($1) } * Double(innerCount)
    }

    /// Cells that cost the same by formula.
    public struct CostClass: Hashable, Sendable {
        /// The one that is handed out first.
        public var firstCell: Int
        /// How many there are.
        public var cellCount: Int
        /// Operations of each, by formula.
        public var operations: Int
    }

    /// The classes in the order of dispatch, the dearest first.
    public var costClasses: [CostClass] {
        operations.indices.map { index in
            CostClass(
                firstCell: cell(atRank: index * innerCount),
                cellCount: innerCount,
                operations: operations[index]
            )
        }
    }

    /// The number of cells.
    public var count: Int { grid.count }

    /// The cell that is handed out at a rank, 0 first.
    public func cell(atRank rank: Int) -> Int {
        var levels = [Int](repeating: 0, count: grid.axes.count)
        Self.distribute(combinations[rank / innerCount], over: costAxes, of: grid, into: &levels)
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
