internal import Experiments
internal import Statistics

/// Findings that compare what one may choose: settings, orderings, strategies.
extension Findings {
    var bestSetting: Finding? {
        let settings = study.rankedSettings(by: .accuracy)
        guard settings.count > 1, let best = settings.first, let worst = settings.last else { return nil }
        let interval = best.moments.confidenceInterval()
        var detail = ""
        var numbers: [Finding.Number] = [.init("average_accuracy", best.moments.mean)]
        if let interval {
            detail = """
                , 95\u{A0}% interval \(NumberText.fixed(interval.lower, 3)) to \(NumberText.fixed(interval.upper, 3)) \
                over its \(jobs(best.moments.count))
                """
            numbers += [.init("lower", interval.lower), .init("upper", interval.upper)]
        }
        numbers += [.init("worst_average_accuracy", worst.moments.mean), .init("settings", Double(settings.count))]
        return Finding(
            "best_setting",
            [
                "The best of \(NumberText.grouped(settings.count)) settings is ", .strong(study.words(of: best)),
                """
                : average accuracy \(NumberText.fixed(best.moments.mean, 3))\(detail), chosen on test \
                data\(rivals(settings)). The worst, \(study.words(of: worst)), ends at \
                \(NumberText.fixed(worst.moments.mean, 3)).
                """,
            ],
            numbers
        )
    }

    /// How many settings the data cannot tell from the best.
    private func rivals(_ settings: [Setting]) -> String {
        guard let best = settings.first?.moments.confidenceInterval() else {
            return "; with one job a setting there is no telling how sure that is"
        }
        let others = settings.dropFirst().count { $0.moments.confidenceInterval()?.overlaps(best) ?? false }
        switch others {
        case 0: return "; no other setting's interval overlaps with it"
        case 1: return "; the interval of one other setting overlaps with it"
        default: return "; the intervals of \(NumberText.grouped(others)) other settings overlap with it"
        }
    }

    /// A best level at the end of its axis says that the grid may be too small.
    var edge: Finding? {
        guard let best = study.rankedSettings(by: .accuracy).first else { return nil }
        let ends = zip(study.settingAxes, best.levels).compactMap { axis, level -> String? in
            let axis = study.grid.axes[axis]
            guard axis.count > 2, let numbers = axis.numbers else { return nil }
            if numbers[level] == numbers.max() { return "the highest \(axis.words) (\(axis.label(level)))" }
            if numbers[level] == numbers.min() { return "the lowest \(axis.words) (\(axis.label(level)))" }
            return nil
        }
        guard !ends.isEmpty else { return nil }
        return Finding(
            "edge",
            [
                "The best setting lies ", .strong("at the edge of the grid"),
                ", at \(ends.joined(separator: " and ")): a better one may lie outside.",
            ]
        )
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

    var strategies: Finding? {
        guard let places = StrategyFrontier(study: study).places,
            let best = places.max(by: { $0.accuracy.mean < $1.accuracy.mean }),
            let least = places.filter({ $0.forgetting.count > 0 }).min(by: { $0.forgetting.mean < $1.forgetting.mean })
        else { return nil }
        let interval = best.accuracy.confidenceInterval().map {
            " (95\u{A0}% interval \(NumberText.fixed($0.lower, 3)) to \(NumberText.fixed($0.upper, 3)))"
        }
        let cheap = places.filter { $0.level != best.level && $0.isOnFrontier }.max {
            $0.accuracy.mean < $1.accuracy.mean
        }
        let alternative = cheap.map {
            "; \($0.name) reaches \(NumberText.fixed($0.accuracy.mean, 3)) for "
                + "\(NumberText.percent($0.operations.mean / best.operations.mean)) of its operations"
        }
        return Finding(
            "strategies",
            [
                "Of \(places.count) strategies, ", .strong("\(best.name) ends most accurate"),
                """
                : \(NumberText.fixed(best.accuracy.mean, 3)) on average\(interval ?? "")\(alternative ?? ""). \
                \(least.name) forgets least (\(NumberText.fixed(least.forgetting.mean, 3))).
                """,
            ],
            [.init("average_accuracy", best.accuracy.mean), .init("least_forgetting", least.forgetting.mean)]
        )
    }
}
