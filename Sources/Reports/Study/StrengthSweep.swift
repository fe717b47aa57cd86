internal import Experiments
internal import Ledger
internal import Statistics

/// A strategy's setting with several values, and what is reached at each of them.
struct StrengthSweep: Sendable {
    /// As tables name it: `ewc.lambda`.
    var name: String
    /// The values, ascending.
    var values: [Double]
    /// The value that holds where none is written.
    var defaultValue: Double?
    /// By condition, then by value.
    var accuracy: [[Moments]]
    /// How many jobs diverged, likewise.
    var diverged: [[Int]]
    /// Of `naive` in each condition.
    var naive: [Moments]

    /// The place of the highest mean in a condition.
    func best(in condition: Int) -> Int? {
        accuracy[condition].indices.filter { accuracy[condition][$0].count > 0 }.max {
            accuracy[condition][$0].mean < accuracy[condition][$1].mean
        }
    }
}

extension Study {
    /// Fewer values than this make no curve.
    private static let leastValues = 3

    /// The settings of strategies that the grid gives at least three positive values, in its order.
    var strengthSweeps: [StrengthSweep] {
        guard let axis = strategyAxis else { return [] }
        return grid.axes[axis].columns.indices.dropFirst().compactMap { strengthSweep(ofColumn: $0, axis) }
    }

    private func strengthSweep(ofColumn column: Int, _ axis: Int) -> StrengthSweep? {
        let levels = (0..<grid.axes[axis].count).map { grid.axes[axis].level(at: $0) }
        let numbers = levels.map { Double($0.cells[column]) }
        let values = Set(numbers.compactMap(\.self)).sorted()
        guard values.count >= Self.leastValues, let least = values.first, least > 0 else { return nil }
        let name = grid.axes[axis].columns[column]
        let conditions = conditions
        var sweep = StrengthSweep(
            name: name,
            values: values,
            defaultValue: defaultValue(of: name),
            accuracy: conditions.map { _ in values.map { _ in Moments() } },
            diverged: conditions.map { _ in values.map { _ in 0 } },
            naive: conditions.map { _ in Moments() }
        )
        for (cell, accuracy) in self.column(.accuracy).enumerated() where statuses[cell] != .open {
            let places = grid.levels(ofCell: cell)
            guard let condition = conditions.firstIndex(where: { isCell(places, of: $0) }) else { continue }
            if let number = numbers[places[axis]], let value = values.firstIndex(of: number) {
                if !accuracy.isNaN { sweep.accuracy[condition][value].add(accuracy) }
                if statuses[cell] == .diverged { sweep.diverged[condition][value] += 1 }
            } else if strategyName(places[axis]) == "naive", !accuracy.isNaN {
                sweep.naive[condition].add(accuracy)
            }
        }
        return sweep
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
