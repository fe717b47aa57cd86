internal import Experiments
internal import Ledger
internal import Statistics

/// What a study shows, in sentences: nothing that is not in its data, every number with its spread or its interval.
struct Findings: Sendable {
    let study: Study
    let sensitivities: [Sensitivity]

    /// All that can be said, the most general first.
    var all: [Finding] {
        [
            progress, learnedNothing, forgetting, singleTask, variance(of: .forgetting), variance(of: .accuracy),
            bestSetting, edge,
            strategies, ordering, tradeOff, divergence, failure,
        ].compactMap { $0 }
    }

    private var progress: Finding? {
        let (open, total) = (study.count(.open), study.grid.count)
        guard open > 0 else { return nil }
        let numbers: [Finding.Number] = [.init("open", Double(open)), .init("jobs", Double(total))]
        guard open < total else {
            return Finding("progress", [.strong("Nothing is done yet"), " of \(jobs(total))."], numbers)
        }
        return Finding(
            "progress",
            [
                "This report is ", .strong("not of the whole sweep"),
                """
                : \(NumberText.grouped(open)) of \(jobs(total)) \(open == 1 ? "is" : "are") still to be done. What \
                follows holds for the others.
                """,
            ],
            numbers
        )
    }

    private var forgetting: Finding? {
        guard let forgetting = study.quantiles(.forgetting), let learned = study.quantiles(.learningAccuracy),
            let accuracy = study.quantiles(.accuracy)
        else { return nil }
        let mean = Moments(forgetting.sorted).mean
        let (learnedMean, endMean) = (Moments(learned.sorted).mean, Moments(accuracy.sorted).mean)
        let count = forgetting.sorted.count
        let (low, high) = (forgetting[0.25], forgetting[0.75])
        let spread =
            count > 3
            ? " (the middle half of jobs: \(NumberText.fixed(low, 3)) to \(NumberText.fixed(high, 3)))"
            : ""
        return Finding(
            "forgetting",
            [
                "Over \(jobs(count)), ", .strong("forgetting is \(NumberText.fixed(mean, 3)) on average"),
                """
                \(spread): a task stood at \(NumberText.fixed(learnedMean, 3)) accuracy just after it was learned, and \
                all tasks together end at \(NumberText.fixed(endMean, 3)).
                """,
            ],
            [
                .init("mean", mean), .init("lower_quartile", low),
                .init("upper_quartile", high),
                .init("learning_accuracy", learnedMean), .init("average_accuracy", endMean),
                .init("jobs", Double(count)),
            ]
        )
    }

    private var singleTask: Finding? {
        guard study.taskCount == 1, let accuracy = study.quantiles(.accuracy) else { return nil }
        let mean = Moments(accuracy.sorted).mean
        return Finding(
            "single_task",
            [
                "The stream has ", .strong("one task"),
                """
                , so nothing can be forgotten; its accuracy is \(NumberText.fixed(mean, 3)) on average over \
                \(jobs(accuracy.sorted.count)).
                """,
            ],
            [.init("average_accuracy", mean)]
        )
    }

    private var divergence: Finding? {
        let count = study.count(.diverged)
        guard count > 0 else { return nil }
        return Finding(
            "divergence",
            [
                .strong("\(jobs(count).capitalizedFirst) diverged"),
                ": the loss stopped being finite.\(commonLevels(of: .diverged)) No mean and no metric counts them.",
            ],
            [.init("jobs", Double(count)), .init("share", Double(count) / Double(study.grid.count))]
        )
    }

    private var failure: Finding? {
        let count = study.count(.failed)
        guard count > 0 else { return nil }
        return Finding(
            "failure",
            [
                .strong("\(jobs(count).capitalizedFirst) failed"),
                " and \(count == 1 ? "is" : "are") listed below with the reason.",
            ],
            [.init("jobs", Double(count))]
        )
    }

    /// ` All of them have learning rate 3.`, where the jobs of a status share a level that others do not all have.
    private func commonLevels(of status: JobStatus) -> String {
        let cells = study.statuses.indices.filter { study.statuses[$0] == status }
        guard cells.count > 1 else { return "" }
        var seen = study.grid.axes.map { _ in Set<Int>() }
        for cell in cells {
            for (axis, level) in study.grid.levels(ofCell: cell).enumerated() { seen[axis].insert(level) }
        }
        let common = study.grid.axes.indices.filter { seen[$0].count == 1 && study.grid.axes[$0].count > 1 }
        let words = common.compactMap { axis in
            seen[axis].first.map { "\(study.grid.axes[axis].words) \(study.grid.axes[axis].label($0))" }
        }
        return words.isEmpty ? "" : " All of them have \(words.joined(separator: " and "))."
    }
}
