public import Hashing

/// Every combination of the axes' levels on a base experiment; cell `i` is computed from `i`, never stored.
///
/// Cells count from 0 in mixed radix: the last axis varies fastest.
public struct Grid: Sendable {
    /// What holds wherever no axis says otherwise.
    public let base: Experiment
    /// The dimensions, slowest first.
    public let axes: [Axis]
    /// The number of cells.
    public let count: Int
    /// The data sets by digest, which tell where a cap takes every example.
    private let datasets: [Digest: DatasetSummary]

    /// A grid, or nil where it has more cells than an Int counts.
    ///
    /// - Parameter datasets: those of the grid. Where a cell draws evenly and its caps leave nothing out, it means the
    ///   same as without, and has the identity of that.
    public init?(base: Experiment, axes: [Axis], datasets: [DatasetSummary] = []) {
        var count = 1
        for axis in axes {
            let (product, overflow) = count.multipliedReportingOverflow(by: axis.count)
            if overflow { return nil }
            count = product
        }
        self.base = base
        self.axes = axes
        // Cells of an axis of draws are told apart by it.
        let isDrawn = base.stream.draw == .even && !axes.contains { $0.field.name == "draw" }
        self.datasets = isDrawn ? Dictionary(datasets.map { ($0.digest, $0) }, uniquingKeysWith: { $1 }) : [:]
        self.count = count
    }

    /// The index of the level that each axis has in a cell.
    public func levels(ofCell cell: Int) -> [Int] {
        precondition(cell >= 0 && cell < count, "cell \(cell) is outside the grid")
        var rest = cell
        var levels = [Int](repeating: 0, count: axes.count)
        for axis in axes.indices.reversed() {
            levels[axis] = rest % axes[axis].count
            rest /= axes[axis].count
        }
        return levels
    }

    /// The cell in which the axes have these levels.
    public func cell(ofLevels levels: [Int]) -> Int {
        precondition(levels.count == axes.count, "a level for every axis")
        return zip(axes, levels).reduce(0) { cell, pair in cell * pair.0.count + pair.1 }
    }

    /// The experiment of a cell.
    public func experiment(ofCell cell: Int) -> Experiment {
        var experiment = base
        for (axis, level) in zip(axes, levels(ofCell: cell)) {
            let level = axis.level(at: level)
            let matches = axis.field.set(level.value, in: &experiment)
            precondition(matches, "a level of `\(axis.field.name)` has another type than its field")
            if let scale = level.scale { experiment.stream.scale = scale }
        }
        if let dataset = datasets[experiment.stream.dataset], !TaskSupply(experiment.stream, on: dataset).isCapped {
            experiment.stream.draw = .first
        }
        return experiment
    }

    /// The cell of an experiment, or nil if the grid has no such cell.
    public func cell(of experiment: Experiment) -> Int? {
        var levels: [Int] = []
        for axis in axes {
            guard let level = axis.index(of: axis.field.value(in: experiment)) else { return nil }
            levels.append(level)
        }
        let cell = cell(ofLevels: levels)
        return self.experiment(ofCell: cell) == experiment ? cell : nil
    }

    /// The table columns of all axes, in their order.
    public var columns: [String] { axes.flatMap(\.columns) }

    /// A cell's text in each of `columns`.
    public func texts(ofCell cell: Int) -> [String] {
        zip(axes, levels(ofCell: cell)).flatMap { axis, level in axis.level(at: level).cells }
    }

    /// The axis over a field, if the grid has one.
    public func axisIndex(of fieldName: String) -> Int? {
        axes.firstIndex { $0.field.name == fieldName }
    }

    /// The scales at which cells use a data set, each once.
    public func scales(ofDataset digest: Digest) -> [FeatureScale] {
        var cells = [0]
        for axis in ["dataset", "scale"].compactMap({ axisIndex(of: $0) }) {
            cells = cells.flatMap { cell in
                (0..<axes[axis].count).map { level in
                    var levels = levels(ofCell: cell)
                    levels[axis] = level
                    return self.cell(ofLevels: levels)
                }
            }
        }
        let streams = cells.map { experiment(ofCell: $0).stream }.filter { $0.dataset == digest }
        return FeatureScale.allCases.filter { scale in streams.contains { $0.scale == scale } }
    }

    /// The cell that differs from this one only in its strategy, which is `joint` from scratch; nil if there is none.
    ///
    /// This is the reference of the metric `intransigence`.
    public func jointReference(ofCell cell: Int) -> Int? {
        let joint = Value.variant(Variant("joint"))
        guard let axis = axisIndex(of: "strategy") else {
            return .variant(base.strategy) == joint ? cell : nil
        }
        guard let level = (0..<axes[axis].count).first(where: { axes[axis].level(at: $0).value == joint }) else {
            return nil
        }
        var levels = levels(ofCell: cell)
        levels[axis] = level
        return self.cell(ofLevels: levels)
    }

    /// The digest of what the grid holds, by which a finished sweep is recognised.
    public var digest: Digest {
        let numerics = "numerics=\(NumericsRevision.current.number)"
        return Digest(sha256: ([numerics, base.canonical] + axes.map(\.canonical)).joined(separator: "\n"))
    }
}
