internal import Experiments
internal import Statistics

/// R as heat maps: the mean of all jobs, the best job and the worst.
struct AccuracyMatrices {
    let study: Study

    var figure: Figure? {
        guard let best = study.best, let worst = study.worst, study.accuracy.jobCount > 0 else { return nil }
        let count = study.taskCount
        var panels: [Drawing] = []
        var data = DataTable(["matrix", "after", "position", "accuracy"])
        if study.accuracy.jobCount > 1 {
            let name = "Mean of \(jobs(study.accuracy.jobCount))"
            let mean = { (after: Int, position: Int) in study.accuracy[after, position].mean }
            panels.append(panel(name, "tasks in the order learned", mean))
            addRows("mean", mean, to: &data)
        }
        let examples =
            best.cell == worst.cell
            ? [("The only job", "best", best)] : [("Best job", "best", best), ("Worst job", "worst", worst)]
        for (name, key, example) in examples {
            let value = { (after: Int, position: Int) in example.outcome.accuracy[after, position] }
            panels.append(panel(name, study.jobWords(ofCell: example.cell), value))
            addRows(key, value, to: &data)
        }
        return Figure(
            id: "accuracy-matrix",
            title: "The accuracy matrix",
            caption: caption(count),
            method: """
                R[i][j]: test accuracy on the j-th task learned, after i tasks were learned; the row 0 is the \
                network at initialisation. Outlined: a task just after it was learned. Left of the outline is what \
                was kept, right of it what is not learned yet. Best and worst are \(study.choiceWords).
                """,
            layout: .thirds,
            panels: panels,
            data: data
        )
    }

    private func caption(_ count: Int) -> String {
        guard count > 1 else {
            return "One task: accuracy went from \(NumberText.fixed(study.accuracy[0, 1].mean, 2)) to "
                + "\(NumberText.fixed(study.accuracy[1, 1].mean, 2))."
        }
        let diagonal = (1...count).reduce(0) { $0 + study.accuracy[$1, $1].mean } / Double(count)
        let last = (1...count).reduce(0) { $0 + study.accuracy[count, $1].mean } / Double(count)
        return """
            Over all jobs a task stands at \(NumberText.fixed(diagonal, 2)) just after it is learned (diagonal) and at \
            \(NumberText.fixed(last, 2)) at the end of the stream (last row), on average.
            """
    }

    private func panel(_ title: String, _ subtitle: String, _ value: (Int, Int) -> Double) -> Drawing {
        let count = study.taskCount
        let fields = (0...count).map { after in
            (1...count).map { position in
                HeatMap.Field(
                    value: value(after, position),
                    text: short(value(after, position)),
                    tip: "Task \(position) after \(after) learned: \(NumberText.fixed(value(after, position), 3))",
                    isOutlined: after == position
                )
            }
        }
        return HeatMap(
            title: title,
            subtitle: subtitle,
            description: "Accuracy of \(count) tasks after each learned task: \(title), \(subtitle).",
            columns: (1...count).map(String.init),
            rows: (0...count).map { $0 == 0 ? "init" : String($0) },
            columnName: "task, in the order learned",
            rowName: "tasks learned",
            fields: fields,
            domain: 0...1,
            legend: { NumberText.fixed($0, 0) },
            rowHeight: max(8, min(34, 240 / Double(count + 1)))
        ).drawing()
    }

    /// `.97`, as matrices are printed in papers.
    private func short(_ value: Double) -> String {
        let text = NumberText.fixed(value, 2)
        return text.hasPrefix("0") ? String(text.dropFirst()) : text
    }

    private func addRows(_ name: String, _ value: (Int, Int) -> Double, to data: inout DataTable) {
        for after in 0...study.taskCount {
            for position in 1...study.taskCount {
                data.add(.text(name), .integer(after), .integer(position), .number(value(after, position)))
            }
        }
    }
}

extension Study {
    /// A job by the levels of the axes that vary: `learning rate 0.1, hidden width 128, ordering 0-1-2`.
    func jobWords(ofCell cell: Int) -> String {
        let parts = zip(grid.axes, grid.levels(ofCell: cell)).filter { $0.0.count > 1 }.map { axis, level in
            "\(axis.words) \(axis.label(level))"
        }
        return parts.isEmpty ? "the only job" : parts.joined(separator: ", ")
    }
}
