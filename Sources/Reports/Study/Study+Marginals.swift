internal import Experiments
internal import Ledger
internal import Statistics

/// A measure over two axes, averaged over all others.
struct Surface: Sendable {
    var measure: Measure
    /// The axis drawn from left to right, and the one from bottom to top.
    var across: Int
    var up: Int
    /// By level of `up`, then of `across`.
    var moments: [[Moments]]
    /// How many jobs of each place diverged.
    var diverged: [[Int]]
}

extension Study {
    /// The moments of a measure at each level of an axis.
    func moments(of measure: Measure, byAxis axis: Int) -> [Moments] {
        moments(of: column(measure), byAxis: axis)
    }

    /// The moments of a number of every cell at each level of an axis.
    func moments(of column: [Double], byAxis axis: Int) -> [Moments] {
        var moments = [Moments](repeating: Moments(), count: grid.axes[axis].count)
        for (cell, value) in column.enumerated() where !value.isNaN {
            moments[grid.levels(ofCell: cell)[axis]].add(value)
        }
        return moments
    }

    /// A measure over two axes; with `fixing`, of the cells at one level of a third axis.
    func surface(_ measure: Measure, across: Int, up: Int, fixing: (axis: Int, level: Int)? = nil) -> Surface {
        let row = [Moments](repeating: Moments(), count: grid.axes[across].count)
        var moments = [[Moments]](repeating: row, count: grid.axes[up].count)
        var diverged = moments.map { $0.map { _ in 0 } }
        for (cell, value) in column(measure).enumerated() {
            let levels = grid.levels(ofCell: cell)
            if let fixing, levels[fixing.axis] != fixing.level { continue }
            if !value.isNaN { moments[levels[up]][levels[across]].add(value) }
            if statuses[cell] == .diverged { diverged[levels[up]][levels[across]] += 1 }
        }
        return Surface(measure: measure, across: across, up: up, moments: moments, diverged: diverged)
    }
}
