internal import Experiments
internal import Ledger
internal import Statistics

/// A number that a strategy is set by, with several values, and what is reached at each of them.
struct StrengthSweep: Sendable {
    /// As tables name it: `ewc.lambda`.
    var name: String
    /// The positive values, ascending.
    var values: [Double]
    /// The value that holds where none is written.
    var defaultValue: Double?
    /// By condition.
    var curves: [Curve]

    /// What is reached in a condition.
    struct Curve: Sendable {
        /// By value: test accuracy at the best setting with this value.
        var accuracy: [Moments]
        /// By value: how many jobs diverged, of all with this value.
        var diverged: [Int]
        /// The place of the value of the best setting of all.
        var best: Int?
        /// Test accuracy of `naive` at its best.
        var naive = Moments()
    }
}

extension Study {
    /// Fewer values than this make no curve.
    private static let leastValues = 3

    /// The settings of strategies that the grid gives at least three positive values, in its order.
    var strengthSweeps: [StrengthSweep] {
        guard let axis = strategyAxis else { return [] }
        let rounds = conditions.map { (condition: $0, ranked: rankedSettings(in: $0)) }
        return grid.axes[axis].columns.indices.dropFirst().compactMap { column in
            let numbers = (0..<grid.axes[axis].count).map { Double(grid.axes[axis].level(at: $0).cells[column]) }
            let values = Set(numbers.compactMap(\.self).filter { $0 > 0 }).sorted()
            guard values.count >= Self.leastValues else { return nil }
            let name = grid.axes[axis].columns[column]
            return StrengthSweep(
                name: name,
                values: values,
                defaultValue: defaultValue(of: name),
                curves: rounds.map { curve($0.ranked, over: values, numbers, axis, in: $0.condition) }
            )
        }
    }

    /// - Parameters:
    ///   - ranked: the settings of the condition, the best first.
    ///   - numbers: the value at each level of the strategy axis; nil where it has none.
    private func curve(
        _ ranked: [Setting],
        over values: [Double],
        _ numbers: [Double?],
        _ axis: Int,
        in condition: Condition
    ) -> StrengthSweep.Curve {
        guard let place = settingAxes.firstIndex(of: axis) else { return .init(accuracy: [], diverged: []) }
        let number = { (setting: Setting) in numbers[setting.levels[place]] }
        var diverged = values.map { _ in 0 }
        for cell in statuses.indices where statuses[cell] == .diverged {
            let levels = grid.levels(ofCell: cell)
            guard isCell(levels, of: condition), let value = values.firstIndex(where: { $0 == numbers[levels[axis]] })
            else { continue }
            diverged[value] += 1
        }
        return StrengthSweep.Curve(
            accuracy: values.map { value in ranked.first { number($0) == value }?.accuracy ?? Moments() },
            diverged: diverged,
            best: ranked.lazy.compactMap(number).first { $0 > 0 }.flatMap { values.firstIndex(of: $0) },
            naive: ranked.first { strategyName($0.levels[place]) == "naive" }?.accuracy ?? Moments()
        )
    }

    /// The default of `strategy.setting`.
    private func defaultValue(of column: String) -> Double? {
        for schema in strategySchemas {
            for parameter in schema.parameters where "\(schema.name).\(parameter.name)" == column {
                switch parameter.defaultValue {
                case .integer(let value): return Double(value)
                case .number(let value): return Double(value.description)
                default: return nil
                }
            }
        }
        return nil
    }
}
