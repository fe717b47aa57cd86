internal import Experiments
internal import Statistics

/// What somebody would choose: a level of every axis but the conditions, which are given, and the ordering of the tasks
/// and the seed, which only repeat it.
struct Setting: Hashable, Sendable {
    /// The number of the setting among all, in grid order.
    var index: Int
    /// A level for each of the study's setting axes.
    var levels: [Int]
    /// What it was ranked by, over its jobs.
    var choice: Moments
    /// Its test accuracy, over the same jobs.
    var accuracy: Moments
}

extension Study {
    /// What settings are chosen by: accuracy on held-out examples where there are some, else on test examples.
    var choiceMeasure: Measure {
        quantiles(.validationAccuracy) == nil ? .accuracy : .validationAccuracy
    }

    /// On which data the best were chosen.
    var choiceWords: String {
        choiceMeasure == .accuracy ? "chosen on test data" : "chosen on held-out examples"
    }

    /// The axes that make up a setting.
    var settingAxes: [Int] {
        grid.axes.indices.filter { !repeatAxes.contains($0) && !conditionAxes.contains($0) }
    }

    /// The axes that repeat a setting.
    var repeatAxes: [Int] {
        grid.axes.indices.filter { ["ordering", "seed"].contains(grid.axes[$0].field.name) }
    }

    /// How many settings the grid has.
    var settingCount: Int { settingAxes.reduce(1) { $0 * grid.axes[$1].count } }

    /// The number of the setting of a cell.
    private func settingIndex(ofLevels levels: [Int]) -> Int {
        settingAxes.reduce(0) { $0 * grid.axes[$1].count + levels[$1] }
    }

    /// The settings with at least one complete job in a condition, the best first; ties in grid order.
    func rankedSettings(in condition: Condition) -> [Setting] {
        let measure = choiceMeasure
        let (chosen, reached) = (column(measure), column(.accuracy))
        var settings = [(choice: Moments, accuracy: Moments)](repeating: (Moments(), Moments()), count: settingCount)
        for cell in chosen.indices where !chosen[cell].isNaN {
            let levels = grid.levels(ofCell: cell)
            guard isCell(levels, of: condition) else { continue }
            let index = settingIndex(ofLevels: levels)
            settings[index].choice.add(chosen[cell])
            settings[index].accuracy.add(reached[cell])
        }
        let present = settings.indices.filter { settings[$0].choice.count > 0 }.map { index in
            Setting(
                index: index,
                levels: settingLevels(index),
                choice: settings[index].choice,
                accuracy: settings[index].accuracy
            )
        }
        return present.sorted { one, other in
            guard one.choice.mean != other.choice.mean else { return one.index < other.index }
            return one.choice.mean > other.choice.mean
        }
    }

    /// The cells of a setting in a condition, in grid order.
    func cells(of setting: Setting, in condition: Condition) -> [Int] {
        let repeats = repeatAxes
        let count = repeats.reduce(1) { $0 * grid.axes[$1].count }
        var levels = [Int](repeating: 0, count: grid.axes.count)
        for (axis, level) in zip(settingAxes, setting.levels) { levels[axis] = level }
        for (axis, level) in zip(conditionAxes, condition.levels) { levels[axis] = level }
        return (0..<count).map { index in
            var rest = index
            for axis in repeats.reversed() {
                levels[axis] = rest % grid.axes[axis].count
                rest /= grid.axes[axis].count
            }
            return grid.cell(ofLevels: levels)
        }.sorted()
    }

    /// The setting in words: `learning rate 0.1, hidden 128`.
    func words(of setting: Setting) -> String {
        let parts = zip(settingAxes, setting.levels).filter { grid.axes[$0.0].count > 1 }.map { axis, level in
            "\(grid.axes[axis].words) \(grid.axes[axis].label(level))"
        }
        return parts.isEmpty ? "the only setting" : parts.joined(separator: ", ")
    }

    private func settingLevels(_ index: Int) -> [Int] {
        var rest = index
        var levels: [Int] = []
        for axis in settingAxes.reversed() {
            levels.append(rest % grid.axes[axis].count)
            rest /= grid.axes[axis].count
        }
        return levels.reversed()
    }
}
