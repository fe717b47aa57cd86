internal import Experiments
internal import Ledger
internal import Statistics

/// What somebody would choose: a level of every axis but the conditions, which are given, and the ordering of the tasks
/// and the seed, which only repeat it.
struct Setting: Hashable, Sendable {
    /// The number of the setting among all, in grid order.
    var index: Int
    /// A level for each of the study's setting axes.
    var levels: [Int]
    /// What it is ranked by, over its jobs; one that diverged counts 0.
    var choice = Moments()
    /// Its test accuracy, over its complete jobs.
    var accuracy = Moments()
}

extension Study {
    /// What settings are chosen by, of every cell: accuracy on held-out examples where there are some, else on test
    /// examples. Within a condition all jobs hold out the same share.
    var choices: [Double] {
        zip(column(.validationAccuracy), column(.accuracy)).map { $0.isNaN ? $1 : $0 }
    }

    /// On which data the best were chosen.
    var choiceWords: String {
        let complete = column(.accuracy).count { !$0.isNaN }
        let heldOut = column(.validationAccuracy).count { !$0.isNaN }
        if heldOut == 0 { return "chosen on test data" }
        return heldOut == complete
            ? "chosen on held-out examples" : "chosen on held-out examples, or on test data where none are held out"
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

    /// The settings with at least one complete job in a condition, the best first; ties in grid order.
    ///
    /// A setting that is known by less than half as many jobs as another comes after those that are not: the one seed
    /// that ended first, or alone, says little.
    func rankedSettings(in condition: Condition) -> [Setting] {
        let choices = choices
        let settings = (0..<settingCount).map { index in
            var setting = Setting(index: index, levels: settingLevels(index))
            for cell in cells(of: setting, in: condition) {
                if statuses[cell] == .diverged { setting.choice.add(0) }
                guard !choices[cell].isNaN else { continue }
                setting.choice.add(choices[cell])
                setting.accuracy.add(column(.accuracy)[cell])
            }
            return setting
        }
        let most = settings.map(\.choice.count).max() ?? 0
        return settings.filter { $0.accuracy.count > 0 }.sorted { one, other in
            let isKnown = (2 * one.choice.count >= most, 2 * other.choice.count >= most)
            if isKnown.0 != isKnown.1 { return isKnown.0 }
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
