/// A figure on the page: heading, what it shows, panels, how it was made, and its data one click away.
struct FigureSection: Sendable {
    var figure: Figure
    var number: Int

    var markup: Markup {
        let panels = figure.panels.enumerated().map { $0.element.markup(id: "\(figure.id)-\($0.offset + 1)") }
        return .tag(
            "section",
            [:],
            [
                .tag(
                    "figure",
                    ["id": figure.id],
                    [
                        .tag("h2", [:], [.text(figure.title)]), .tag("p", ["class": "lead"], [.text(figure.caption)]),
                        .tag("div", ["class": "panels \(figure.layout.rawValue)"], panels),
                        .tag("figcaption", [:], [.tag("b", [:], ["Figure \(number). "]), .text(figure.method)]), data,
                    ]
                )
            ]
        )
    }

    private var data: Markup {
        .tag(
            "details",
            ["class": "data"],
            [
                .tag("summary", [:], ["Data of this figure (\(figure.data.rows.count) rows)"]),
                .tag(
                    "div",
                    ["class": "tools save"],
                    [
                        .tag("button", ["type": "button", "class": "csv"], ["Save CSV"]),
                        .tag("button", ["type": "button", "class": "svg"], ["Save SVG"]),
                    ]
                ),
                .tag(
                    "div",
                    ["class": "scroll", "tabindex": "0", "role": "region", "aria-label": "Data: \(figure.title)"],
                    [TableMarkup.table(figure.data)]
                ),
            ]
        )
    }
}

/// Tables of data as HTML.
enum TableMarkup {
    static func table(_ data: DataTable) -> Markup {
        let isNumeric = data.columns.indices.map { column in
            data.rows.allSatisfy { if case .text = $0[column] { false } else { true } }
        }
        let head = zip(data.columns, isNumeric).map { name, isNumeric in
            Markup.tag("th", ["scope": "col", "class": isNumeric ? "n" : nil], [.text(name)])
        }
        let rows = data.rows.map { row in
            Markup.tag(
                "tr",
                [:],
                zip(row, isNumeric).map { value, isNumeric in
                    .tag("td", ["class": isNumeric ? "n" : nil], [.text(value.text)])
                }
            )
        }
        return .tag("table", [:], [.tag("thead", [:], [.tag("tr", [:], head)]), .tag("tbody", [:], rows)])
    }
}
