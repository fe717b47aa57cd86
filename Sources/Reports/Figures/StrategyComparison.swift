internal import Experiments
internal import Statistics

/// Every strategy at the best of its settings: what it reaches and what it costs, in each condition.
struct StrategyComparison {
    let study: Study

    var figure: Figure? {
        // A condition of which nothing is done yet has no contenders.
        let rounds = study.conditions.map { (condition: $0, contenders: study.contenders(in: $0)) }
            .filter { !$0.contenders.isEmpty }
        guard rounds.contains(where: { $0.contenders.count > 1 }) else { return nil }
        return Figure(
            id: "strategies",
            title: "Strategies: accuracy against cost",
            caption: caption(rounds[0].contenders, of: rounds.count),
            method: """
                Each strategy at the best of its settings in each condition, \(study.choiceWords); means over its \
                jobs, bars: 95 % interval (Student's t over jobs). The dashed line joins strategies that none beats in \
                accuracy and operations both. Average accuracy: \(Measure.accuracy.definition). Forgetting: \
                \(Measure.forgetting.definition). Operations: \(Measure.operations.definition). The table adds what a \
                strategy costs beyond naive: operations, memory and stored examples by formula, and CPU seconds \
                measured, against the same jobs with naive: \(Measure.secondsAlone.definition).
                """,
            layout: rounds.count > 1 ? .thirds : .halves,
            panels: rounds.count > 1
                ? rounds.prefix(Study.drawnConditions).map { frontier($0, width: Figure.thirdWidth) }
                : [frontier(rounds[0], width: Figure.halfWidth), ForgettingBars(rounds[0].contenders).drawing],
            data: table(rounds)
        )
    }

    private func frontier(
        _ round: (condition: Condition, contenders: [Contender]),
        width: Double
    ) -> Drawing {
        StrategyFrontier(name: study.words(of: round.condition), contenders: round.contenders, width: width).drawing
    }

    private func caption(_ contenders: [Contender], of conditionCount: Int) -> String {
        guard conditionCount == 1 else {
            return "What the accuracy of each strategy costs, in each condition (\(study.conditionWords))."
        }
        let frontier = contenders.filter(\.isOnFrontier).sorted { $0.operations.mean < $1.operations.mean }
        return "On the frontier, from cheap to dear: " + frontier.map(\.words).joined(separator: ", ") + "."
    }

    private func table(_ rounds: [(condition: Condition, contenders: [Contender])]) -> DataTable {
        let axes = study.conditionAxes.map { study.grid.axes[$0] }
        var data = DataTable(
            axes.map(\.field.name) + [
                "strategy", "setting", "average_accuracy", "lower", "upper", "forgetting", "jobs", "operations",
                "strategy_operations", "strategy_bytes", "stored_bytes", "cpu_seconds_alone",
                "cpu_seconds_beyond_naive", "frontier",
            ]
        )
        for (condition, contenders) in rounds {
            let place = zip(axes, condition.levels).map { DataTable.Value.text($0.label($1)) }
            for contender in contenders { data.rows.append(place + row(of: contender)) }
        }
        return data
    }

    private func row(of contender: Contender) -> [DataTable.Value] {
        let interval = contender.accuracy.confidenceInterval()
        let mean = { (moments: Moments) in moments.count > 0 ? DataTable.Value.number(moments.mean) : .none }
        return [
            .text(contender.name), .text(study.words(of: contender.setting)), mean(contender.accuracy),
            .number(interval?.lower), .number(interval?.upper), mean(contender.forgetting),
            .integer(contender.accuracy.count), mean(contender.operations), mean(contender.extraOperations),
            mean(contender.memoryBytes), mean(contender.storedBytes), mean(contender.seconds),
            .number(contender.extraSeconds), .text(contender.isOnFrontier ? "yes" : "no"),
        ]
    }
}

extension Contender {
    /// `replay (0.912 for 3.4 Gflop)`.
    var words: String {
        "\(name) (\(NumberText.fixed(accuracy.mean, 3)) for \(NumberText.operations(operations.mean)))"
    }
}
