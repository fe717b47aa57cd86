internal import Experiments
internal import Ledger
internal import Statistics

/// A number at the head of the report, with the spread of the jobs behind it.
struct KeyNumber: Hashable, Sendable {
    var key: String
    var name: String
    var value: Double
    var text: String
    /// What stands below the number.
    var note: String
    var definition: String
    /// The jobs' values, in bins of equal width; empty where there is nothing to draw.
    var histogram: [Int] = []
}

extension Study {
    /// The numbers that sum the study up.
    var keyNumbers: [KeyNumber] {
        let measures: [Measure] = [.accuracy, .forgetting, .learningAccuracy, .backwardTransfer, .loss]
        return [jobNumber] + measures.compactMap(keyNumber) + [computeNumber].compactMap { $0 }
    }

    private var jobNumber: KeyNumber {
        let (done, diverged, failed) = (count(.done), count(.diverged), count(.failed))
        let others = [(diverged, "diverged"), (failed, "failed"), (count(.open), "open")].filter { $0.0 > 0 }
        return KeyNumber(
            key: "jobs_done",
            name: "Jobs done",
            value: Double(done),
            text: NumberText.grouped(done),
            note: others.isEmpty
                ? "of \(NumberText.grouped(grid.count))"
                : "of \(NumberText.grouped(grid.count)); "
                    + others.map { "\(NumberText.grouped($0.0)) \($0.1)" }.joined(separator: ", "),
            definition: "jobs of the grid with a complete outcome"
        )
    }

    private func keyNumber(_ measure: Measure) -> KeyNumber? {
        guard let quantiles = quantiles(measure) else { return nil }
        let mean = Moments(quantiles.sorted).mean
        return KeyNumber(
            key: measure.rawValue,
            name: measure.words.capitalizedFirst,
            value: mean,
            text: measure.text(mean),
            note: quantiles.sorted.count > 1
                ? "mean; jobs \(measure.text(quantiles[0])) to \(measure.text(quantiles[1]))" : "one job",
            definition: measure.definition,
            histogram: histogram(quantiles)
        )
    }

    private var computeNumber: KeyNumber? {
        guard costs.cpuSeconds > 0 else { return nil }
        let elapsed = costs.elapsedSeconds.map { "; \(NumberText.duration($0)) from first to last" } ?? ""
        return KeyNumber(
            key: "cpu_seconds",
            name: "Compute",
            value: costs.cpuSeconds,
            text: NumberText.duration(costs.cpuSeconds),
            note: "CPU time\(elapsed)",
            definition: "CPU time of all attempts at the jobs of the grid"
        )
    }

    private func histogram(_ quantiles: Quantiles) -> [Int] {
        guard let low = quantiles.sorted.first, let high = quantiles.sorted.last, high > low,
            quantiles.sorted.count >= 8
        else { return [] }
        var bins = [Int](repeating: 0, count: 24)
        for value in quantiles.sorted { bins[min(23, Int((value - low) / (high - low) * 24))] += 1 }
        return bins
    }
}
