internal import Foundation

/// A numbered picture of the report with the sentence that it shows and the data it is drawn from.
struct Figure: Sendable {
    /// How many panels stand side by side where the page is wide.
    enum Layout: String, Sendable {
        case thirds, halves, whole
    }

    /// The widths of drawings that share the page with two others, with one, or with none.
    static let thirdWidth = 344.0
    static let halfWidth = 424.0
    static let wholeWidth = 882.0

    /// Stable: the name in `report.json` and in links.
    var id: String
    var title: String
    /// What the figure shows, computed from the data.
    var caption: String
    /// How it was computed, and the definition of each number.
    var method: String
    var layout: Layout
    var panels: [Drawing]
    var data: DataTable
}

/// The numbers behind a figure: one table that is shown on the page, saved as CSV and kept in `report.json`.
struct DataTable: Hashable, Sendable {
    enum Value: Hashable, Sendable {
        case text(String)
        case integer(Int)
        /// NaN stands for no value.
        case number(Double)
        case none
    }

    /// Stable keys, as in `jobs.csv` where they mean the same.
    var columns: [String]
    var rows: [[Value]] = []

    init(_ columns: [String], rows: [[Value]] = []) {
        self.columns = columns
        self.rows = rows
    }

    mutating func add(_ row: Value...) {
        precondition(row.count == columns.count, "a value for every column")
        rows.append(row)
    }
}

extension DataTable.Value {
    /// A number, or nothing.
    static func number(_ value: Double?) -> Self {
        guard let value, value.isFinite else { return .none }
        return .number(value)
    }

    /// With six significant digits and a plain minus, as in the CSV file.
    var text: String {
        switch self {
        case .text(let text): text
        case .integer(let value): String(value)
        case .number(let value): value.isFinite ? Self.short(value) : ""
        case .none: ""
        }
    }

    private static func short(_ value: Double) -> String {
        String(format: "%.6g", value)
    }
}
