internal import Experiments

/// The report as one HTML file that needs nothing else.
struct Page: Sendable {
    let report: Report

    var html: String {
        let head = Markup.tag(
            "head",
            [:],
            [
                .tag("meta", ["charset": "utf-8"]),
                .tag("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"]),
                .tag("meta", ["name": "color-scheme", "content": "light dark"]),
                // Should anything ever slip through the escaping, it could still load nothing and send nothing.
                .tag(
                    "meta",
                    [
                        "http-equiv": "Content-Security-Policy",
                        "content":
                            "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'",
                    ]
                ),
                .tag("title", [:], [.text(report.study.sweep.name)]),
                .tag("style", [:], [.verbatim(PageResource.style)]),
            ]
        )
        let body = Markup.tag(
            "body",
            [:],
            [header, main, footer, .tag("script", [:], [.verbatim(PageResource.script)])]
        )
        return "<!doctype html>\n" + Markup.tag("html", ["lang": "en"], [head, body]).written + "\n"
    }

    private var header: Markup {
        .tag(
            "header",
            [:],
            [
                .tag("p", ["class": "kind"], ["Lethe report"]),
                .tag("h1", [:], [.text(report.study.sweep.name)]),
                .tag("p", ["class": "summary"], [.text(report.study.summary)]),
                .tag("button", ["class": "theme", "type": "button"], ["Theme: auto"]),
            ]
        )
    }

    private var main: Markup {
        let closing =
            [JobsWithoutMetrics(study: report.study).section, MetricTable(study: report.study).section].compactMap {
                $0
            }
            + [ProvenanceSection(study: report.study).section]
        return .tag(
            "main",
            [:],
            [findings, numbers, contents(closing)]
                + report.figures.enumerated().map { FigureSection(figure: $0.element, number: $0.offset + 1).markup }
                + closing.map(\.markup)
        )
    }

    private var findings: Markup {
        let items = report.findings.map { finding in
            Markup.tag(
                "li",
                ["id": "finding-\(finding.key)"],
                finding.spans.map { span in
                    switch span {
                    case .plain(let text): .text(text)
                    case .strong(let text): .tag("strong", [:], [.text(text)])
                    case .whole(let text): .tag("span", ["class": "whole"], [.text(text)])
                    }
                }
            )
        }
        let none = Markup.tag(
            "li",
            [:],
            ["No job has a complete outcome yet, so there is nothing to say about forgetting."]
        )
        return .tag("ul", ["class": "findings", "aria-label": "Findings"], items.isEmpty ? [none] : items)
    }

    private var numbers: Markup {
        .tag(
            "dl",
            ["class": "numbers"],
            report.keyNumbers.map { number in
                .tag(
                    "div",
                    [:],
                    [
                        .tag("dt", [:], [.text(number.name)]),
                        .tag("dd", ["class": number.text.count > 8 ? "long value" : "value"], [.text(number.text)]),
                        .tag("dd", ["class": "note"], [histogram(number), .text(number.note)]),
                        .tag("dd", ["class": "definition"], [.text(number.definition)]),
                    ]
                )
            }
        )
    }

    private func histogram(_ number: KeyNumber) -> Markup {
        guard let highest = number.histogram.max(), highest > 0 else { return .nothing }
        let bars = number.histogram.enumerated().filter { $0.element > 0 }.map { index, count in
            let height = max(1, 22 * Double(count) / Double(highest))
            return Markup.tag(
                "rect",
                [
                    "x": (Double(index) * 5).coordinate, "y": (22 - height).coordinate, "width": "4",
                    "height": height.coordinate,
                ]
            )
        }
        return .tag(
            "svg",
            ["viewBox": "0 0 120 22", "preserveAspectRatio": "none", "aria-hidden": "true"],
            bars
        )
    }

    private func contents(_ closing: [PageSection]) -> Markup {
        let entries = report.figures.map { ($0.id, $0.title) } + closing.map { ($0.id, $0.title) }
        return .tag(
            "nav",
            ["aria-label": "Contents"],
            [.tag("ol", [:], entries.map { .tag("li", [:], [.tag("a", ["href": "#\($0.0)"], [.text($0.1)])]) })]
        )
    }

    private var footer: Markup {
        .tag(
            "footer",
            [:],
            [
                """
                Written by Lethe \(report.study.provenance.reporter). Intervals are 95 %. Quantiles are of type 7 \
                (Hyndman & Fan 1996). The same numbers are in report.json, every job's in jobs.csv and accuracy.csv.
                """
            ]
        )
    }
}

/// A part of the page with a heading of its own.
struct PageSection: Sendable {
    var id: String
    var title: String
    var content: [Markup]

    var markup: Markup {
        .tag("section", ["id": id], [.tag("h2", [:], [.text(title)])] + content)
    }
}

/// The style sheet and the script, as embedded in the binary.
enum PageResource {
    static let style = String(decoding: PackageResources.report_css, as: UTF8.self)
    static let script = String(decoding: PackageResources.report_js, as: UTF8.self)
}
