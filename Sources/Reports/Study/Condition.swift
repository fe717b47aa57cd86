internal import Experiments

/// What is given rather than chosen: a level of every axis that changes the stream. Settings are compared within it.
struct Condition: Hashable, Sendable {
    /// A level for each of the study's condition axes.
    var levels: [Int]
}

extension Study {
    /// The axes that change what is to be learned: kinds of tasks, scenarios, data.
    var conditionAxes: [Int] {
        grid.axes.indices.filter { grid.axes[$0].field.section == .stream }
    }

    /// All conditions, in grid order; a single one where no axis changes the stream.
    var conditions: [Condition] {
        conditionAxes.reduce([Condition(levels: [])]) { conditions, axis in
            conditions.flatMap { condition in
                (0..<grid.axes[axis].count).map { Condition(levels: condition.levels + [$0]) }
            }
        }
    }

    /// Whether a cell is one of a condition.
    func isCell(_ levels: [Int], of condition: Condition) -> Bool {
        zip(conditionAxes, condition.levels).allSatisfy { levels[$0.0] == $0.1 }
    }

    /// The condition in words: `split · class`; empty where it is the only one.
    func words(of condition: Condition) -> String {
        zip(conditionAxes, condition.levels).filter { grid.axes[$0.0].count > 1 }.map { axis, level in
            let axis = grid.axes[axis]
            // A number alone says nothing.
            return axis.numbers == nil ? axis.label(level) : "\(axis.words) \(axis.label(level))"
        }.joined(separator: " · ")
    }

    /// What the conditions differ in: `tasks × scenario`.
    var conditionWords: String {
        conditionAxes.filter { grid.axes[$0].count > 1 }.map { grid.axes[$0].words }.joined(separator: " × ")
    }
}
