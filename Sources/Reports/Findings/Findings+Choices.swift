internal import Experiments
internal import Statistics

/// Findings that compare what one may choose: settings and orderings.
extension Findings {
    var bestSetting: Finding? {
        let conditions = study.conditions
        guard conditions.count == 1 else { return bestSettings(in: conditions) }
        let settings = study.rankedSettings(in: conditions[0])
        guard settings.count > 1, let best = settings.first, let worst = settings.last else { return nil }
        let interval = best.accuracy.confidenceInterval()
        var detail = ""
        var numbers: [Finding.Number] = [.init("average_accuracy", best.accuracy.mean)]
        if let interval {
            detail = """
                , 95\u{A0}% interval \(NumberText.fixed(interval.lower, 3)) to \(NumberText.fixed(interval.upper, 3)) \
                over its \(jobs(best.accuracy.count))
                """
            numbers += [.init("lower", interval.lower), .init("upper", interval.upper)]
        }
        numbers += [.init("worst_average_accuracy", worst.accuracy.mean), .init("settings", Double(settings.count))]
        return Finding(
            "best_setting",
            [
                "The best of \(NumberText.grouped(settings.count)) settings is ", .strong(study.words(of: best)),
                """
                : average accuracy \(NumberText.fixed(best.accuracy.mean, 3))\(detail), \
                \(study.choiceWords)\(rivals(settings)). The worst, \(study.words(of: worst)), ends at \
                \(NumberText.fixed(worst.accuracy.mean, 3)).
                """,
            ],
            numbers
        )
    }

    /// The best of each condition: settings for different things to learn are not compared.
    private func bestSettings(in conditions: [Condition]) -> Finding? {
        let all = conditions.compactMap { condition in
            study.rankedSettings(in: condition).first.map { (condition, $0) }
        }
        // Where the strategy is all there is to choose, the finding about strategies says it.
        let others = study.settingAxes.filter { $0 != study.strategyAxis && study.grid.axes[$0].count > 1 }
        guard study.settingCount > 1, !all.isEmpty, !others.isEmpty || study.strategyNames.isEmpty else { return nil }
        let parts = all.prefix(Study.drawnConditions).map { condition, best in
            "\(study.words(of: condition)): \(study.words(of: best)) (\(NumberText.fixed(best.accuracy.mean, 3)))"
        }
        let more = all.count > parts.count ? "; and so on for \(all.count - parts.count) more" : ""
        return Finding(
            "best_setting",
            [
                "The best of \(NumberText.grouped(study.settingCount)) settings ",
                .strong("for each of \(all.count) conditions (\(study.conditionWords))"),
                ", \(study.choiceWords), with its average accuracy on test data: ",
                "\(parts.joined(separator: "; "))\(more).",
            ],
            [.init("settings", Double(study.settingCount)), .init("conditions", Double(all.count))]
        )
    }

    /// How many settings the data cannot tell from the best.
    private func rivals(_ settings: [Setting]) -> String {
        guard let best = settings.first?.choice.confidenceInterval() else {
            return "; with one job a setting there is no telling how sure that is"
        }
        // A single job has no interval: it may be anywhere.
        let others = settings.dropFirst().count { $0.choice.confidenceInterval()?.overlaps(best) ?? true }
        switch others {
        case 0: return "; the interval of every other setting there is apart from its own"
        case 1: return "; one other setting cannot be told from it there, as their intervals overlap"
        default:
            let count = NumberText.grouped(others)
            return "; \(count) other settings cannot be told from it there, as their intervals overlap"
        }
    }

    /// A best level at the end of its axis says that the grid may be too small.
    var edge: Finding? {
        var ends: [String] = []
        for condition in study.conditions {
            let contenders = study.contenders(in: condition).map(\.setting)
            for best in contenders.isEmpty ? study.rankedSettings(in: condition).prefix(1) : contenders[...] {
                for (axis, level) in zip(study.settingAxes, best.levels) {
                    for end in self.ends(study.grid.axes[axis], level) where !ends.contains(end) { ends.append(end) }
                }
            }
        }
        guard !ends.isEmpty else { return nil }
        return Finding(
            "edge",
            [
                study.conditions.count == 1 && study.strategyNames.isEmpty
                    ? "The best setting lies " : "A best setting lies ",
                .strong("at the edge of the grid"),
                ", at \(ends.joined(separator: " and ")): a better one may lie outside.",
            ]
        )
    }

    /// The ends of an axis, or of a variant's own axes, at which a level lies.
    private func ends(_ axis: Axis, _ level: Int) -> [String] {
        if axis.count > 2, let numbers = axis.numbers {
            return [end(numbers[level], of: numbers, axis.words, axis.label(level))].compactMap(\.self)
        }
        return axis.columns.indices.dropFirst().compactMap { column in
            let texts = (0..<axis.count).map { axis.level(at: $0).cells[column] }
            let numbers = Set(texts.compactMap(Double.init))
            guard numbers.count > 2, let number = Double(texts[level]) else { return nil }
            return end(number, of: Array(numbers), axis.columns[column], texts[level])
        }
    }

    private func end(_ number: Double, of numbers: [Double], _ name: String, _ text: String) -> String? {
        if number == numbers.max() { return "the highest \(name) (\(text))" }
        if number == numbers.min() { return "the lowest \(name) (\(text))" }
        return nil
    }

    var ordering: Finding? {
        guard let effects = study.orderingEffects(on: .accuracy), let best = effects.ranked.first,
            let worst = effects.ranked.last
        else { return nil }
        let difference = best.deviation.mean - worst.deviation.mean
        let certainty: String
        if let one = best.deviation.confidenceInterval(), let other = worst.deviation.confidenceInterval() {
            certainty =
                one.overlaps(other)
                ? ", though their 95\u{A0}% intervals overlap" : ", and their 95\u{A0}% intervals are apart"
        } else {
            certainty = ", seen in one setting only"
        }
        return Finding(
            "ordering",
            [
                "The ", .strong("order of the tasks changes average accuracy by \(NumberText.fixed(difference, 3))"),
                " from the best of \(NumberText.grouped(effects.ranked.count)) orderings (", .whole("\(best.ordering)"),
                ") to the worst (", .whole("\(worst.ordering)"), ")\(certainty).",
            ],
            [
                .init("difference", difference), .init("orderings", Double(effects.ranked.count)),
                .init("blocks", Double(effects.blockCount)),
            ]
        )
    }
}
