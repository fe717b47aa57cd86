internal import Experiments
internal import Statistics

/// Accuracy and forgetting of every strategy at its best, a row for each strategy and a column for each condition.
struct StrategyMatrix {
    private let study: Study
    private let conditions: [Condition]
    /// By condition.
    private let rounds: [[Contender]]

    /// More columns than this cannot be read.
    private static let drawnColumns = 12

    init(study: Study) {
        self.study = study
        conditions = Array(study.conditions.prefix(Self.drawnColumns))
        rounds = conditions.map(study.contenders)
    }

    /// Nil where there is only one condition or one strategy.
    var figure: Figure? {
        guard conditions.count > 1, rounds.contains(where: { $0.count > 1 }) else { return nil }
        let measures: [(Measure, (Contender) -> Moments)] = [
            (.accuracy, { $0.accuracy }), (.forgetting, { $0.forgetting }),
        ]
        var data = DataTable(["measure", "strategy", "condition", "setting", "mean", "lower", "upper", "jobs"])
        for (measure, moments) in measures {
            for (condition, contenders) in zip(conditions, rounds) {
                for contender in contenders { addRow(contender, condition, measure, moments(contender), to: &data) }
            }
        }
        return Figure(
            id: "strategy-matrix",
            title: "Strategies by \(study.conditionWords)",
            caption: caption,
            method: """
                Each strategy at the best of its settings in each condition, \(study.choiceWords); hover for the \
                setting. Means over its jobs ± half of the 95 % interval (Student's t over jobs). Average accuracy: \
                \(Measure.accuracy.definition). Forgetting: \(Measure.forgetting.definition).
                """,
            layout: .whole,
            panels: measures.compactMap { drawing($0.0, $0.1) },
            data: data
        )
    }

    private var caption: String {
        let ends = zip(conditions, rounds).compactMap { condition, contenders -> String? in
            guard let best = contenders.max(by: { $0.accuracy.mean < $1.accuracy.mean }),
                let worst = contenders.min(by: { $0.accuracy.mean < $1.accuracy.mean })
            else { return nil }
            return "\(study.words(of: condition)) \(NumberText.fixed(worst.accuracy.mean, 2)) (\(worst.name)) to "
                + "\(NumberText.fixed(best.accuracy.mean, 2)) (\(best.name))"
        }
        return "From the least to the most accurate: " + ends.joined(separator: "; ") + "."
    }

    private func addRow(
        _ contender: Contender,
        _ condition: Condition,
        _ measure: Measure,
        _ moments: Moments,
        to data: inout DataTable
    ) {
        let interval = moments.confidenceInterval()
        data.add(
            .text(measure.rawValue),
            .text(contender.name),
            .text(study.words(of: condition)),
            .text(study.words(of: contender.setting)),
            moments.count > 0 ? .number(moments.mean) : .none,
            .number(interval?.lower),
            .number(interval?.upper),
            .integer(moments.count)
        )
    }

    private func drawing(_ measure: Measure, _ moments: (Contender) -> Moments) -> Drawing? {
        let names = study.strategyNames
        let fields = names.map { name in
            rounds.indices.map { round in
                field(rounds[round].first { $0.name == name }, study.words(of: conditions[round]), measure, moments)
            }
        }
        let values = fields.flatMap { $0 }.compactMap(\.value)
        guard let low = values.min(), let high = values.max() else { return nil }
        return HeatMap(
            title: measure.words.capitalizedFirst,
            subtitle: "\(measure.isBetterHigh ? "higher" : "lower") is better · outlined: the best without retraining",
            description: "Mean \(measure.words) of \(names.count) strategies in \(rounds.count) conditions.",
            columns: conditions.map { study.words(of: $0) },
            rows: names,
            columnName: study.conditionWords,
            rowName: "strategy",
            fields: outlined(fields, measure),
            domain: low...high,
            legend: measure.text,
            width: Figure.wholeWidth,
            rowHeight: 24
        ).drawing()
    }

    /// The best of each column with an outline; full retraining is what the others are measured by.
    private func outlined(_ fields: [[HeatMap.Field]], _ measure: Measure) -> [[HeatMap.Field]] {
        var fields = fields
        let rows = fields.indices.filter { !Study.isRetraining(study.strategyNames[$0]) }
        for column in fields[0].indices {
            let values = rows.compactMap { fields[$0][column].value }
            let best = measure.isBetterHigh ? values.max() : values.min()
            for row in rows where best != nil { fields[row][column].isOutlined = fields[row][column].value == best }
        }
        return fields
    }

    private func field(
        _ contender: Contender?,
        _ condition: String,
        _ measure: Measure,
        _ moments: (Contender) -> Moments
    ) -> HeatMap.Field {
        guard let contender, moments(contender).count > 0 else {
            return .init(value: nil, text: "–", tip: "\(condition): no complete job")
        }
        let moments = moments(contender)
        let reach = moments.confidenceInterval().map { " ± \(NumberText.fixed(($0.upper - $0.lower) / 2, 3))" } ?? ""
        return .init(
            value: moments.mean,
            text: measure.text(moments.mean) + reach,
            tip: "\(contender.name), \(condition): \(measure.text(moments.mean))\(reach) with "
                + study.words(of: contender.setting)
        )
    }
}
