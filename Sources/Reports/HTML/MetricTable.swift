internal import Experiments
internal import Statistics

/// Every metric with its definition and its range over the jobs.
struct MetricTable: Sendable {
    let study: Study

    var section: PageSection? {
        guard !study.metrics.isEmpty else { return nil }
        let names = ["metric", "mean", "sd", "lowest", "highest", "jobs", "definition"]
        let head = names.map { name in
            Markup.tag(
                "th",
                ["scope": "col", "class": ["metric", "definition"].contains(name) ? nil : "n"],
                [.text(name)]
            )
        }
        let rows = Metric.allCases.map { metric -> Markup in
            let moments = study.metrics[metric]
            let numbers = [moments?.mean, moments?.standardDeviation, moments?.minimum, moments?.maximum]
            let cells = numbers.map { number in
                Markup.tag("td", ["class": "n"], [.text(number.map { NumberText.fixed($0, 4) } ?? "–")])
            }
            return .tag(
                "tr",
                [:],
                [.tag("td", [:], [.tag("code", [:], [.text(metric.rawValue)])])] + cells + [
                    .tag("td", ["class": "n"], [.text(NumberText.grouped(moments?.count ?? 0))]),
                    .tag("td", ["class": "wrap"], [.text(metric.definition)]),
                ]
            )
        }
        let note = """
            R[i][j] is the test accuracy on the j-th task learned after i of T tasks were learned. Tools disagree \
            silently on “forgetting”; these are the definitions behind every number of this report.
            """
        return PageSection(
            id: "metrics",
            title: "All metrics and their definitions",
            content: [
                .tag("p", ["class": "quiet"], [.text(note)]),
                .tag(
                    "div",
                    ["class": "scroll whole", "tabindex": "0", "role": "region", "aria-label": "All metrics"],
                    [.tag("table", [:], [.tag("thead", [:], [.tag("tr", [:], head)]), .tag("tbody", [:], rows)])]
                ),
            ]
        )
    }
}
