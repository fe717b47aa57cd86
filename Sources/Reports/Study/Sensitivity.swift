internal import Experiments
internal import Ledger
internal import Statistics

/// What each axis explains of a measure's variance, on the largest balanced part of the grid that a simple rule finds.
struct Sensitivity: Sendable {
    /// Levels that were left out because jobs there have no value.
    struct Omission: Hashable, Sendable {
        var axis: Int
        var levels: [Int]
    }

    var measure: Measure
    /// The axis of each factor, in the order of the variance's factor numbers.
    var factors: [Int]
    var variance: FactorialVariance
    /// What the effects are compared with; without it every share would be 100 %.
    var noise: FactorialVariance.Noise
    var usedJobs: Int
    var omissions: [Omission]
    /// Axes reduced to one level by the omissions: conclusions hold for that level alone.
    var fixedAxes: [Int]

    /// The share of an axis' main effect.
    func share(ofAxis axis: Int) -> Double? {
        factors.firstIndex(of: axis).flatMap { variance.component(of: [$0])?.share }
    }

    /// Every source that is named, by descending share.
    var ranked: [FactorialVariance.Component] {
        variance.components.enumerated().sorted {
            ($1.element.share, $0.offset) < ($0.element.share, $1.offset)
        }.map(\.element)
    }
}

extension Study {
    /// The sensitivity of a measure, or nil where no axis has two complete levels, nothing varies, or noise cannot be
    /// told from a single axis.
    func sensitivity(of measure: Measure) -> Sensitivity? {
        let values = column(measure)
        var part = GridPart(grid)
        while let worst = part.levelWithMostGaps(values, grid) {
            part.levels[worst.axis].removeAll { $0 == worst.level }
            if part.levels[worst.axis].isEmpty { return nil }
        }
        let isSeed = { (axis: Int) in grid.axes[axis].field.name == "seed" }
        let varying = grid.axes.indices.filter { part.levels[$0].count > 1 }
        let factors = varying.filter { !isSeed($0) }
        let seeds = varying.filter(isSeed)
        // Seeds stand innermost: repeats of the same combination of levels.
        let cells = part.cells(of: grid, inOrder: grid.axes.indices.filter { !varying.contains($0) } + factors + seeds)
        guard
            let variance = FactorialVariance(
                levelCounts: factors.map { part.levels[$0].count },
                repeats: seeds.reduce(1) { $0 * part.levels[$1].count },
                values: cells.map { values[$0] }
            ),
            let noise = variance.noise
        else { return nil }
        let omissions = grid.axes.indices.compactMap { axis -> Sensitivity.Omission? in
            let missing = (0..<grid.axes[axis].count).filter { !part.levels[axis].contains($0) }
            return missing.isEmpty ? nil : .init(axis: axis, levels: missing)
        }
        return Sensitivity(
            measure: measure,
            factors: factors,
            variance: variance,
            noise: noise,
            usedJobs: cells.count,
            omissions: omissions,
            fixedAxes: grid.axes.indices.filter { part.levels[$0].count == 1 && grid.axes[$0].count > 1 }
        )
    }
}

extension Study {
    /// A source of variance in words: `learning rate × hidden width`.
    func words(of component: FactorialVariance.Component, in sensitivity: Sensitivity) -> String {
        component.factors.map { grid.axes[sensitivity.factors[$0]].words }.joined(separator: " × ")
    }
}

/// Some levels of every axis.
private struct GridPart {
    var levels: [[Int]]

    init(_ grid: Grid) {
        levels = grid.axes.map { Array(0..<$0.count) }
    }

    /// The level with the largest share of cells without a value; nil where every cell has one. Of equals, the level of
    /// the axis with the most levels, so that as little as possible is lost.
    func levelWithMostGaps(_ values: [Double], _ grid: Grid) -> (axis: Int, level: Int)? {
        var gaps = grid.axes.map { [Int](repeating: 0, count: $0.count) }
        let kept = zip(grid.axes, levels).map { axis, levels in
            (0..<axis.count).map { levels.contains($0) }
        }
        var isComplete = true
        for (cell, value) in values.enumerated() where value.isNaN {
            let place = grid.levels(ofCell: cell)
            guard place.indices.allSatisfy({ kept[$0][place[$0]] }) else { continue }
            isComplete = false
            for axis in place.indices { gaps[axis][place[axis]] += 1 }
        }
        if isComplete { return nil }
        let total = levels.reduce(1) { $0 * $1.count }
        var worst: (axis: Int, level: Int, share: Double) = (0, 0, -1)
        for axis in levels.indices {
            for level in levels[axis] {
                let share = Double(gaps[axis][level] * levels[axis].count) / Double(total)
                let isWorse = share > worst.share + 1e-12
                let isCheaper = share > worst.share - 1e-12 && levels[axis].count > levels[worst.axis].count
                if isWorse || isCheaper { worst = (axis, level, share) }
            }
        }
        return worst.share > 0 ? (worst.axis, worst.level) : nil
    }

    /// The cells of this part, the last axis of an order varying fastest.
    func cells(of grid: Grid, inOrder axes: [Int]) -> [Int] {
        let count = axes.reduce(1) { $0 * levels[$1].count }
        var place = [Int](repeating: 0, count: grid.axes.count)
        return (0..<count).map { index in
            var rest = index
            for axis in axes.reversed() {
                place[axis] = levels[axis][rest % levels[axis].count]
                rest /= levels[axis].count
            }
            return grid.cell(ofLevels: place)
        }
    }
}
