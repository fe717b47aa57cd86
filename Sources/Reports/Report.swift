internal import Experiments

/// A study as people read it: findings in sentences, figures, failures, provenance.
public struct Report: Sendable {
    let study: Study
    let findings: [Finding]
    let keyNumbers: [KeyNumber]
    let figures: [Figure]

    /// Computes every finding and figure that the study has the data for.
    public init(_ study: Study) {
        let figures = Figures(study)
        self.study = study
        self.figures = figures.all
        findings = Findings(study: study, sensitivities: figures.sensitivities).all
        keyNumbers = study.keyNumbers
    }

    /// One self-contained HTML file: no network, light and dark, with every figure's data.
    public func html() -> String { Page(report: self).html }

    /// The same content for programs; `ReportDocument` describes the keys.
    public func json() -> String { ReportDocument(report: self).json.written }
}
