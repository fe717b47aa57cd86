internal import Experiments
internal import Statistics

/// Findings about what decides how much is forgotten.
extension Findings {
    /// The axis, or pair of axes, that explains most of a measure's variance.
    func variance(of measure: Measure) -> Finding? {
        guard let sensitivity = sensitivities.first(where: { $0.measure == measure }),
            let top = sensitivity.ranked.first
        else { return nil }
        let noise = sensitivity.noise
        let noiseWords =
            "noise (\(noise.source == .repeats ? "the spread between seeds" : "the highest interaction")) is "
            + NumberText.percent(noise.share)
        let numbers: [Finding.Number] = [
            .init("share", top.share), .init("share_beyond_noise", top.shareBeyondNoise ?? top.share),
            .init("noise_share", noise.share), .init("jobs", Double(sensitivity.usedJobs)),
        ]
        let name = study.words(of: top, in: sensitivity)
        let used = "\(jobs(sensitivity.usedJobs)) of a balanced grid"
        guard let beyond = top.shareBeyondNoise, beyond > 0 else {
            return Finding(
                "variance_of_\(measure.rawValue)",
                [
                    .strong("No axis explains more of the variance of \(measure.words) than noise would"),
                    "; the most is \(NumberText.percent(top.share)) for \(name), \(noiseWords) (\(used)).",
                ],
                numbers
            )
        }
        let others = sensitivity.ranked.dropFirst().prefix(2).filter {
            $0.share >= 0.01 && $0.shareBeyondNoise ?? 0 > 0
        }
        let rest = others.map { "\(study.words(of: $0, in: sensitivity)) \(NumberText.percent($0.share))" }
        let then = rest.isEmpty ? "" : ", then " + rest.joined(separator: " and ")
        let caution = top.share - beyond >= 0.01 ? " (\(NumberText.percent(beyond)) beyond what noise would give)" : ""
        return Finding(
            "variance_of_\(measure.rawValue)",
            [
                .strong("\(name) explains \(NumberText.percent(top.share))".capitalizedFirst),
                " of the variance of \(measure.words)\(caution)\(then); \(noiseWords) (\(used)).",
            ],
            numbers
        )
    }

    /// Whether jobs that learn more also forget more.
    var tradeOff: Finding? {
        let (learned, lost) = (study.column(.learningAccuracy), study.column(.forgetting))
        let pairs = learned.indices.filter { !learned[$0].isNaN && !lost[$0].isNaN }.map { (learned[$0], lost[$0]) }
        guard pairs.count >= 10 else { return nil }
        let rho = { (pairs: [(Double, Double)]) in Correlation.spearman(pairs.map(\.0), pairs.map(\.1)) }
        guard let value = rho(pairs) else { return nil }
        // Each resample is sorted twice, so of very many jobs an even part is resampled: the interval only gets wider.
        let sample = stride(from: 0, to: pairs.count, by: max(1, pairs.count / 400)).map { pairs[$0] }
        guard let interval = Bootstrap(resamples: 500, seed: 1).interval(of: sample, statistic: rho) else { return nil }
        let verdict =
            interval.lower > 0
            ? "Jobs that learn their tasks better also forget more"
            : interval.upper < 0
                ? "Jobs that learn their tasks better forget less"
                : "Learning well and forgetting show no clear relation"
        return Finding(
            "trade_off",
            [
                .strong(verdict),
                """
                 (Spearman's rho \(NumberText.fixed(value, 2)), 95\u{A0}% bootstrap interval \
                \(NumberText.fixed(interval.lower, 2)) to \(NumberText.fixed(interval.upper, 2)), \(jobs(pairs.count))).
                """,
            ],
            [.init("rho", value), .init("lower", interval.lower), .init("upper", interval.upper)]
        )
    }
}
