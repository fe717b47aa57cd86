internal import Experiments
internal import Statistics

/// What somebody would choose: a level of every axis but the ordering of the tasks and the seed, which only repeat it.
struct Setting: Hashable, Sendable {
    /// The number of the setting among all, in grid order.
    var index: Int
    /// A level for each of the study's setting axes.
    var levels: [Int]
    /// The measure by which it was ranked, over its jobs.
    var moments: Moments
}

extension Study {
    /// The axes that make up a setting.
    var settingAxes: [Int] {
        grid.axes.indices.filter { !["ordering", "seed"].contains(grid.axes[$0].field.name) }
    }

    /// The axes that repeat a setting.
    var repeatAxes: [Int] {
        grid.axes.indices.filter { ["ordering", "seed"].contains(grid.axes[$0].field.name) }
    }

    /// How many settings the grid has.
    var settingCount: Int { settingAxes.reduce(1) { $0 * grid.axes[$1].count } }

    /// The number of the setting of a cell.
    func settingIndex(ofCell cell: Int) -> Int {
        let levels = grid.levels(ofCell: cell)
        return settingAxes.reduce(0) { $0 * grid.axes[$1].count + levels[$1] }
    }

    /// The settings with at least one value of a measure, the best first; ties in grid order.
    func rankedSettings(by measure: Measure) -> [Setting] {
        var moments = [Moments](repeating: Moments(), count: settingCount)
        for (cell, value) in column(measure).enumerated() where !value.isNaN {
            moments[settingIndex(ofCell: cell)].add(value)
        }
        let settings = moments.indices.filter { moments[$0].count > 0 }.map { index in
            Setting(index: index, levels: settingLevels(index), moments: moments[index])
        }
        return settings.sorted { one, other in
            guard one.moments.mean != other.moments.mean else { return one.index < other.index }
            return measure.isBetterHigh == (one.moments.mean > other.moments.mean)
        }
    }

    /// The cells of a setting, in grid order.
    func cells(of setting: Setting) -> [Int] {
        let repeats = repeatAxes
        let count = repeats.reduce(1) { $0 * grid.axes[$1].count }
        var levels = [Int](repeating: 0, count: grid.axes.count)
        for (axis, level) in zip(settingAxes, setting.levels) { levels[axis] = level }
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
