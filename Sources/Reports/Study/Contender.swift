internal import Experiments
internal import Statistics

/// A strategy at the best of its settings in a condition: what it reaches there, and what that costs.
struct Contender: Sendable {
    /// The strategy's name.
    var name: String
    /// Its number among the strategies of the grid, by which it is coloured.
    var number: Int
    var setting: Setting
    /// Test accuracy is the setting's; the others likewise are over its jobs in the condition.
    var forgetting = Moments()
    var operations = Moments()
    var seconds = Moments()
    var extraOperations = Moments()
    var memoryBytes = Moments()
    var storedBytes = Moments()
    /// CPU seconds of a job beyond those of the same job with `naive`.
    var extraSeconds: Double?
    /// No other strategy is at least as accurate for as few operations.
    var isOnFrontier = false

    var accuracy: Moments { setting.accuracy }
}

extension Study {
    /// The names of the grid's strategies, in its order; empty where there is only one.
    var strategyNames: [String] {
        guard let axis = strategyAxis else { return [] }
        var names: [String] = []
        for level in 0..<grid.axes[axis].count {
            guard let name = strategyName(level), !names.contains(name) else { continue }
            names.append(name)
        }
        return names.count > 1 ? names : []
    }

    var strategyAxis: Int? { grid.axisIndex(of: "strategy") }

    /// The name of the strategy at a level of its axis.
    func strategyName(_ level: Int) -> String? {
        guard let axis = strategyAxis, case .variant(let variant) = grid.axes[axis].level(at: level).value else {
            return nil
        }
        return variant.name
    }

    /// Whether a strategy trains on everything again: an upper bound that the others are compared with.
    static func isRetraining(_ name: String) -> Bool { ["joint", "cumulative"].contains(name) }

    /// Every strategy at its best in a condition, in the order of the grid; empty where the grid compares none.
    func contenders(in condition: Condition) -> [Contender] {
        let names = strategyNames
        guard let axis = strategyAxis, let place = settingAxes.firstIndex(of: axis), !names.isEmpty else { return [] }
        let ranked = rankedSettings(in: condition)
        var contenders = names.enumerated().compactMap { number, name -> Contender? in
            guard let setting = ranked.first(where: { strategyName($0.levels[place]) == name }) else { return nil }
            return contender(Contender(name: name, number: number, setting: setting), in: condition)
        }
        for index in contenders.indices {
            let contender = contenders[index]
            contenders[index].isOnFrontier = !contenders.contains { $0.beats(contender) }
        }
        return contenders
    }

    /// The strategy with its settings: `ewc(lambda=100)`.
    func name(of contender: Contender) -> String {
        guard let axis = strategyAxis, let place = settingAxes.firstIndex(of: axis) else { return contender.name }
        return grid.axes[axis].label(contender.setting.levels[place])
    }

    private func contender(_ start: Contender, in condition: Condition) -> Contender {
        var contender = start
        for cell in cells(of: contender.setting, in: condition) {
            let add = { (measure: Measure, moments: inout Moments) in
                let value = self.column(measure)[cell]
                if !value.isNaN { moments.add(value) }
            }
            add(.forgetting, &contender.forgetting)
            add(.operations, &contender.operations)
            add(.secondsAlone, &contender.seconds)
            add(.strategyOperations, &contender.extraOperations)
            add(.strategyBytes, &contender.memoryBytes)
            add(.storedBytes, &contender.storedBytes)
        }
        contender.extraSeconds = secondsBeyondNaive(contender.setting, in: condition)
        return contender
    }

    /// The mean difference to the job that differs in the strategy alone; nil where the grid has none.
    private func secondsBeyondNaive(_ setting: Setting, in condition: Condition) -> Double? {
        guard let axis = strategyAxis, let place = settingAxes.firstIndex(of: axis),
            let level = (0..<grid.axes[axis].count).first(where: { strategyName($0) == "naive" })
        else { return nil }
        var plain = setting
        plain.levels[place] = level
        let seconds = column(.secondsAlone)
        var differences = Moments()
        for (cell, naive) in zip(cells(of: setting, in: condition), cells(of: plain, in: condition))
        where !seconds[cell].isNaN && !seconds[naive].isNaN {
            differences.add(seconds[cell] - seconds[naive])
        }
        return differences.count > 0 ? differences.mean : nil
    }
}

extension Contender {
    /// Whether a strategy is at least as accurate for as few operations as another, and better in one of the two.
    fileprivate func beats(_ other: Contender) -> Bool {
        let (accuracy, operations) = (accuracy.mean, operations.mean)
        return accuracy >= other.accuracy.mean && operations <= other.operations.mean
            && (accuracy > other.accuracy.mean || operations < other.operations.mean)
    }
}
