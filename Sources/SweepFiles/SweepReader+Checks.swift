internal import Experiments

extension SweepReader {
    /// How many combinations of settings are looked at; what they mean is checked, never what a whole grid holds.
    private static let largestCheck = 1_000

    /// Lets the trainer look at the grid's experiments: every combination of what makes the tasks, then every value of
    /// each other axis alone.
    mutating func checkExperiments(of sweep: Sweep) {
        let grid = sweep.grid
        let isStream = grid.axes.map { $0.field.section == .stream }
        var cells: [Int] = [0]
        for axis in grid.axes.indices {
            let bases = isStream[axis] ? cells : [0]
            for cell in bases {
                var levels = grid.levels(ofCell: cell)
                let room = max(1, min(grid.axes[axis].count, Self.largestCheck - cells.count))
                for level in 1..<room {
                    levels[axis] = level
                    cells.append(grid.cell(ofLevels: levels))
                }
            }
        }
        var seen: Set<LetheError> = []
        for cell in cells {
            let experiment = grid.experiment(ofCell: cell)
            for mistake in check(experiment, sweep.dataset(of: experiment)) where seen.insert(mistake).inserted {
                var placed = mistake
                placed.location = mistake.location ?? location(bestPlace(for: mistake))
                mistakes.append(placed)
            }
        }
    }

    /// The key that a mistake names first in backticks, bare or as `key: value`, if it is written in the file.
    private func bestPlace(for mistake: LetheError) -> Place {
        for text in [mistake.message, mistake.hint ?? ""] {
            let pieces = text.split(separator: "`", omittingEmptySubsequences: false)
            for index in stride(from: 1, to: pieces.count, by: 2) {
                let name = pieces[index].prefix { $0 != ":" }
                let paths = Field.all.filter { $0.name == name }.map(\.path)
                if let place = paths.lazy.compactMap({ places[$0] }).first { return place }
            }
        }
        return places["stream.tasks"] ?? Place(line: 1, column: 1)
    }
}
