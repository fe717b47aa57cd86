internal import Experiments
internal import Ledger

/// The jobs that diverged or failed, each with its reason.
struct JobsWithoutMetrics: Sendable {
    let study: Study

    var section: PageSection {
        var content: [Markup] = []
        if study.failures.isEmpty && study.divergences.isEmpty {
            content.append(.tag("p", ["class": "quiet"], ["No job failed and none diverged."]))
        }
        if !study.failures.isEmpty {
            content += [.tag("h3", [:], [.text("\(jobs(study.count(.failed)).capitalizedFirst) failed")]), failures]
            content.append(rest(study.count(.failed) - study.failures.count))
        }
        if !study.divergences.isEmpty {
            content += [
                .tag("h3", [:], [.text("\(jobs(study.count(.diverged)).capitalizedFirst) diverged")]), divergences,
            ]
            content.append(rest(study.count(.diverged) - study.divergences.count))
        }
        return PageSection(id: "failures", title: "Failures and divergences", content: content)
    }

    private func rest(_ count: Int) -> Markup {
        guard count > 0 else { return .nothing }
        return .tag("p", ["class": "quiet"], [.text("\(jobs(count)) more are in jobs.csv.")])
    }

    private func table(_ head: [String], _ rows: [[Markup]]) -> Markup {
        let cells = rows.map { row in
            Markup.tag(
                "tr",
                [:],
                row.enumerated().map { .tag("td", ["class": $0.offset == 0 ? nil : "wrap"], [$0.element]) }
            )
        }
        return .tag(
            "div",
            ["class": "scroll"],
            [
                .tag(
                    "table",
                    [:],
                    [
                        .tag("thead", [:], [.tag("tr", [:], head.map { .tag("th", ["scope": "col"], [.text($0)]) })]),
                        .tag("tbody", [:], cells),
                    ]
                )
            ]
        )
    }

    private var failures: Markup {
        table(
            ["cell", "job", "reason"],
            study.failures.map { failed in
                [.text("\(failed.cell)"), .text(study.jobWords(ofCell: failed.cell)), reason(failed.failure)]
            }
        )
    }

    private func reason(_ failure: Failure?) -> Markup {
        guard let failure else { return "no reason is on record" }
        let end = [failure.signal.map { "signal \($0)" }, failure.exitCode.map { "exit code \($0)" }].compactMap { $0 }
        let sentence = failure.reason + (end.isEmpty ? "" : " (\(end.joined(separator: ", ")))")
        guard !failure.logLines.isEmpty else { return .text(sentence) }
        return .group([.text(sentence), .tag("pre", [:], [.text(failure.logLines.joined(separator: "\n"))])])
    }

    private var divergences: Markup {
        table(
            ["cell", "job", "diverged"],
            study.divergences.map { diverged in
                [
                    .text("\(diverged.cell)"), .text(study.jobWords(ofCell: diverged.cell)),
                    .text(
                        "while learning task \(diverged.at.position), at step \(NumberText.grouped(diverged.at.step))"
                    ),
                ]
            }
        )
    }
}
