internal import Experiments

/// Every figure that a study has the data for, in the order of the report.
struct Figures: Sendable {
    let sensitivities: [Sensitivity]
    let all: [Figure]

    init(_ study: Study) {
        let sensitivities = [Measure.accuracy, .forgetting, .loss].compactMap { study.sensitivity(of: $0) }
        let main = Figures.mainAxis(study, sensitivities)
        self.sensitivities = sensitivities
        all = [
            RetentionCurves(study: study).figure,
            AccuracyMatrices(study: study).figure,
            PlasticityPlane(study: study, axis: main).figure,
            ResponseSurfaces(study: study, sensitivities: sensitivities).figure,
            OrderingRanks(study: study).figure,
            SensitivityBars(study: study, sensitivities: sensitivities).figure,
            StrategyMatrix(study: study).figure,
            StrategyComparison(study: study).figure,
            StrengthCurves(study: study).figure,
            CostsByAxis(study: study).figure,
        ].compactMap { $0 }
    }

    /// The axis of few levels that explains most of forgetting (or of accuracy, for a single task).
    private static func mainAxis(_ study: Study, _ sensitivities: [Sensitivity]) -> Int? {
        let sensitivity = sensitivities.first { $0.measure == .forgetting } ?? sensitivities.first
        let candidates = study.grid.axes.indices.filter {
            (2...Study.levelsWithCurves).contains(study.grid.axes[$0].count) && study.grid.axes[$0].field.name != "seed"
        }
        let influence = { (axis: Int) in sensitivity?.share(ofAxis: axis) ?? 0 }
        return candidates.max { (influence($0), $1) < (influence($1), $0) }
    }
}
