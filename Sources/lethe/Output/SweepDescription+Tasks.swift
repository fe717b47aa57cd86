internal import Experiments

extension SweepDescription {
    /// Tasks whose classes are shown.
    private static let shownTasks = 12

    /// The classes of tasks, and what caps take.
    var taskLines: [String] {
        var lines: [String] = []
        if let taskClasses {
            let shown = taskClasses.prefix(Self.shownTasks).map { $0.joined(separator: " ") }.joined(separator: " | ")
            lines.append("classes  by task: \(shown)" + (taskClasses.count > Self.shownTasks ? " …" : ""))
        }
        switch draw {
        case ExampleDraw.even.rawValue: lines.append("caps     take an even draw of each class")
        case ExampleDraw.first.rawValue: lines.append("caps     take the first examples of the data (`draw: first`)")
        default: break
        }
        return lines
    }
}

extension Sweep {
    /// Which examples the caps of the grid take, or nil where none leaves any out.
    var draw: ExampleDraw? {
        let stream = grid.base.stream
        if grid.axisIndex(of: "draw") != nil { return nil }
        let isCapped =
            ["train_samples", "test_samples"].contains { grid.axisIndex(of: $0) != nil }
            || TaskSupply(stream, on: dataset(of: grid.base)).isCapped
        return isCapped ? stream.draw : nil
    }
}
