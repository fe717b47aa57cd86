internal import Experiments
internal import Statistics

/// What learning the tasks in one order does to a measure, against the mean of all orders.
struct OrderingEffect: Sendable {
    /// The level of the ordering axis.
    var level: Int
    var ordering: Ordering
    /// The deviation from the mean of all orderings, over blocks that differ in nothing else.
    var deviation: Moments
}

/// The orderings of a study compared within blocks: jobs that agree in everything but the ordering.
///
/// What a block's setting does to the measure is the same for all its orderings, so it is taken off first; the
/// intervals then show what the ordering does (Loftus & Masson 1994).
struct OrderingEffects: Sendable {
    var measure: Measure
    /// The best first.
    var ranked: [OrderingEffect]
    /// Blocks in which every ordering has a value; others are left out.
    var blockCount: Int
    var mean: Double
}

extension Study {
    /// The orderings compared by a measure, or nil where the grid has only one or no block is complete.
    func orderingEffects(on measure: Measure) -> OrderingEffects? {
        guard let axis = grid.axisIndex(of: "ordering"), grid.axes[axis].count > 1 else { return nil }
        let count = grid.axes[axis].count
        let values = column(measure)
        let inner = grid.axes[(axis + 1)...].reduce(1) { $0 * $1.count }
        var deviations = [Moments](repeating: Moments(), count: count)
        var overall = Moments()
        for block in 0..<grid.count / count {
            let first = block / inner * inner * count + block % inner
            let own = (0..<count).map { values[first + $0 * inner] }
            guard !own.contains(where: \.isNaN) else { continue }
            let mean = Moments(own).mean
            overall.add(mean)
            for level in 0..<count { deviations[level].add(own[level] - mean) }
        }
        guard overall.count > 0 else { return nil }
        let effects = (0..<count).compactMap { level -> OrderingEffect? in
            guard case .ordering(let ordering) = grid.axes[axis].level(at: level).value else { return nil }
            return OrderingEffect(level: level, ordering: ordering, deviation: deviations[level])
        }
        let ranked = effects.sorted { one, other in
            guard one.deviation.mean != other.deviation.mean else { return one.level < other.level }
            return measure.isBetterHigh == (one.deviation.mean > other.deviation.mean)
        }
        return OrderingEffects(measure: measure, ranked: ranked, blockCount: overall.count, mean: overall.mean)
    }
}

extension OrderingEffects {
    /// How the measure differs when one task is learned before another, by task numbers: the mean deviation of the
    /// orderings that do, less that of those that do not. Nil where the orderings at hand have only one of the two.
    func precedence(of earlier: Int, before later: Int) -> Double? {
        var (before, after) = (Moments(), Moments())
        for effect in ranked {
            guard let one = effect.ordering.tasks.firstIndex(of: earlier),
                let other = effect.ordering.tasks.firstIndex(of: later)
            else { return nil }
            if one < other { before.add(effect.deviation.mean) } else { after.add(effect.deviation.mean) }
        }
        guard before.count > 0, after.count > 0 else { return nil }
        return before.mean - after.mean
    }
}
