internal import Experiments
internal import Statistics

/// Findings that compare what one may choose: settings, orderings, strategies.
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

    /// What holds forgetting back best beside full retraining, which every strategy would be compared with.
    var strategies: Finding? {
        let conditions = study.conditions
        guard conditions.count == 1 else { return strategies(in: conditions) }
        let contenders = study.contenders(in: conditions[0])
        guard let best = best(of: contenders) else { return nil }
        let interval = best.accuracy.confidenceInterval().map {
            " (95\u{A0}% interval \(NumberText.fixed($0.lower, 3)) to \(NumberText.fixed($0.upper, 3)))"
        }
        let cheap = contenders.filter { $0.isOnFrontier && $0.operations.mean < best.operations.mean }.max {
            $0.accuracy.mean < $1.accuracy.mean
        }
        let alternative = cheap.map {
            "; \($0.name) reaches \(NumberText.fixed($0.accuracy.mean, 3)) for "
                + "\(NumberText.percent($0.operations.mean / best.operations.mean)) of its operations"
        }
        let others = contenders.filter { $0.forgetting.count > 0 && !Study.isRetraining($0.name) }
        let least = others.min { $0.forgetting.mean < $1.forgetting.mean }
        let forgetting = least.map { " \($0.name) forgets least (\(NumberText.fixed($0.forgetting.mean, 3)))." }
        return Finding(
            "strategies",
            [
                "Of \(contenders.count) strategies at their best settings, ",
                .strong("\(study.name(of: best)) holds forgetting back best without retraining on everything"),
                """
                : average accuracy \(NumberText.fixed(best.accuracy.mean, 3))\(interval ?? ""), beside \
                \(bounds(contenders))\(alternative ?? ""), \(study.choiceWords).\(forgetting ?? "")
                """,
            ],
            [.init("average_accuracy", best.accuracy.mean)]
                + (least.map { [.init("least_forgetting", $0.forgetting.mean)] } ?? [])
        )
    }

    private func strategies(in conditions: [Condition]) -> Finding? {
        let rounds = conditions.compactMap { condition -> (condition: Condition, best: Contender, all: [Contender])? in
            let contenders = study.contenders(in: condition)
            return best(of: contenders).map { (condition, $0, contenders) }
        }
        guard let first = rounds.first else { return nil }
        let parts = rounds.prefix(Study.drawnConditions).map { round in
            "\(study.words(of: round.condition)): \(study.name(of: round.best)) "
                + "\(NumberText.fixed(round.best.accuracy.mean, 3)) (\(bounds(round.all)))"
        }
        let more = rounds.count > parts.count ? "; and so on for \(rounds.count - parts.count) more" : ""
        let isOne = rounds.allSatisfy { $0.best.name == first.best.name }
        let count = rounds.count == 2 ? "both" : "all \(rounds.count)"
        return Finding(
            "strategies",
            [
                .strong("What holds forgetting back best without retraining on everything"),
                isOne ? " is \(first.best.name) in \(count) conditions" : " depends on what is learned",
                """
                . Average accuracy at the best setting, \(study.choiceWords): \
                \(parts.joined(separator: "; "))\(more).
                """,
            ],
            [.init("conditions", Double(rounds.count))]
        )
    }

    /// The best of the strategies that do not retrain, where there are several.
    private func best(of contenders: [Contender]) -> Contender? {
        let others = contenders.filter { !Study.isRetraining($0.name) }
        return others.count > 1 ? others.max { $0.setting.choice.mean < $1.setting.choice.mean } : nil
    }

    /// `naive 0.199, joint 0.811`: what a strategy lies between; without them, the other strategies.
    private func bounds(_ contenders: [Contender]) -> String {
        let bounds = contenders.filter { ["naive", "joint"].contains($0.name) }
        return (bounds.isEmpty ? contenders : bounds).map { "\($0.name) \(NumberText.fixed($0.accuracy.mean, 3))" }
            .joined(separator: ", ")
    }
}
