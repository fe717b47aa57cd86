internal import Experiments
internal import Statistics

/// What each axis explains of the variance of accuracy, forgetting and loss.
struct SensitivityBars {
    let study: Study
    let sensitivities: [Sensitivity]

    /// Sources of variance drawn in a panel; the smaller ones are added up.
    private static let drawn = 8

    private struct Bar {
        var name: String
        var share: Double
        var kind: Kind
    }

    private enum Kind { case axis, pair, rest }

    var figure: Figure? {
        guard let first = sensitivities.first else { return nil }
        var data = DataTable([
            "measure", "source", "share", "share_beyond_noise", "sum_of_squares", "degrees_of_freedom",
        ])
        for sensitivity in sensitivities { addRows(of: sensitivity, to: &data) }
        return Figure(
            id: "sensitivity",
            title: "What decides the outcome",
            caption: caption,
            method: method(first),
            layout: .thirds,
            panels: sensitivities.map(panel),
            data: data
        )
    }

    private var caption: String {
        let parts = sensitivities.compactMap { sensitivity -> String? in
            guard let top = sensitivity.ranked.first else { return nil }
            let name = study.words(of: top, in: sensitivity)
            return "of \(sensitivity.measure.words), \(name) (\(NumberText.percent(top.share)))"
        }
        return "The largest part of the variance: " + parts.joined(separator: "; ") + "."
    }

    private func method(_ first: Sensitivity) -> String {
        let share = NumberText.percent(Double(first.usedJobs) / Double(study.grid.count))
        let used =
            first.usedJobs == study.grid.count
            ? "all \(jobs(first.usedJobs))"
            : "\(NumberText.grouped(first.usedJobs)) of \(jobs(study.grid.count)) (\(share))"
        var text = "Exact analysis of variance with all pairwise interactions (×) on \(used), a full factorial. "
        switch first.noise.source {
        case .repeats: text += "Noise is the spread between seeds."
        case .highestInteraction: text += "No seed was repeated, so the interaction of all axes stands for noise."
        }
        for omission in first.omissions {
            let axis = study.grid.axes[omission.axis]
            let levels = omission.levels.prefix(6).map(axis.label).joined(separator: ", ")
            let more = omission.levels.count > 6 ? " and \(omission.levels.count - 6) more" : ""
            text += " Left out, because jobs there have no value: \(axis.words) \(levels)\(more)."
        }
        for axis in first.fixedAxes {
            text += " Conclusions hold for one level of \(study.grid.axes[axis].words) alone."
        }
        return text
    }

    private func bars(_ sensitivity: Sensitivity) -> [Bar] {
        let ranked = sensitivity.ranked
        var bars = ranked.prefix(Self.drawn).map { component in
            Bar(
                name: study.words(of: component, in: sensitivity),
                share: component.share,
                kind: component.factors.count == 1 ? .axis : .pair
            )
        }
        let others = ranked.dropFirst(Self.drawn)
        if !others.isEmpty {
            bars.append(Bar(name: "\(others.count) others", share: others.reduce(0) { $0 + $1.share }, kind: .rest))
        }
        if sensitivity.variance.higherInteractionShare > 0 {
            bars.append(
                Bar(name: "three axes and more", share: sensitivity.variance.higherInteractionShare, kind: .rest)
            )
        }
        let source = sensitivity.noise.source == .repeats ? "seeds" : "all axes together"
        bars.append(Bar(name: "noise (\(source))", share: sensitivity.noise.share, kind: .rest))
        return bars
    }

    private func panel(_ sensitivity: Sensitivity) -> Drawing {
        let bars = bars(sensitivity)
        let rowHeight = 34.0
        var drawing = Drawing(
            width: Figure.thirdWidth,
            height: 44 + rowHeight * Double(bars.count),
            title: sensitivity.measure.words.capitalizedFirst,
            description: bars.map { "\($0.name) \(NumberText.percent($0.share))" }.joined(separator: ", ")
        )
        drawing.marks += Plot.headline(drawing.title, "share of variance", width: drawing.width)
        let scale = Scale.exact(0...1, from: 0, to: drawing.width - 48)
        for (index, bar) in bars.enumerated() {
            let top = 46 + rowHeight * Double(index)
            let width = scale.position(max(0, bar.share))
            drawing.marks.append(Mark.text(TextWidth.fitted(bar.name, size: 11, width: 300), Point(0, top + 9)))
            drawing.marks.append(Mark.line(Point(0, top + 20), Point(scale.end, top + 20), class: "rail"))
            drawing.marks.append(
                Mark.rectangle(
                    Point(0, top + 15),
                    width: max(1.5, width),
                    height: 10,
                    paint(bar.kind),
                    radius: 2,
                    tip: "\(bar.name): \(NumberText.fixed(bar.share * 100, 2)) %"
                )
            )
            drawing.marks.append(
                Mark.text(NumberText.percent(bar.share), Point(drawing.width, top + 24), class: "value", anchor: .end)
            )
        }
        return drawing
    }

    private func paint(_ kind: Kind) -> Paint {
        switch kind {
        case .axis: Paint.category(0)
        case .pair: Paint.category(4)
        case .rest: Paint(light: Color(hex: 0xA3ABB5), dark: Color(hex: 0x68717C))
        }
    }

    private func addRows(of sensitivity: Sensitivity, to data: inout DataTable) {
        let measure = DataTable.Value.text(sensitivity.measure.rawValue)
        for component in sensitivity.variance.components {
            let source = component.factors.map { study.grid.axes[sensitivity.factors[$0]].field.name }
            data.add(
                measure,
                .text(source.joined(separator: ":")),
                .number(component.share),
                .number(component.shareBeyondNoise),
                .number(component.sumOfSquares),
                .integer(component.degreesOfFreedom)
            )
        }
        if sensitivity.variance.higherInteractionShare > 0 {
            data.add(
                measure,
                .text("higher"),
                .number(sensitivity.variance.higherInteractionShare),
                .none,
                .none,
                .none
            )
        }
        let noise = sensitivity.noise
        data.add(
            measure,
            .text("noise"),
            .number(noise.share),
            .none,
            .number(noise.sumOfSquares),
            .integer(noise.degreesOfFreedom)
        )
    }
}
