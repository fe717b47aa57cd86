internal import Experiments
internal import Statistics

/// What the strategies of a grid come to, each at its best.
extension Findings {
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
