internal import Benchmarks
internal import Foundation

extension KernelReport {
    /// A table for people: a line per network, batch and width, a column per phase.
    var text: String {
        var lines = [String(format: "peak %.1f GFLOP/s on one core; GFLOP/s and share of the peak", peakGflops)]
        var phases: [String] = []
        for row in rows where !phases.contains(row.phase) { phases.append(row.phase) }
        var set = ""
        for start in stride(from: 0, to: rows.count, by: max(phases.count, 1)) {
            let row = rows[start]
            if row.isa != set {
                set = row.isa
                let heads = phases.map { Self.right($0.replacing("_", with: " "), 16) }
                lines += ["", Self.left(set, 10) + "batch width" + heads.joined()]
            }
            let cells = rows[start..<min(start + phases.count, rows.count)].map { cell in
                Self.right(String(format: "%.1f %3.0f %%", cell.gflops, 100 * cell.share), 16)
            }
            lines.append(
                Self.left(row.network, 10) + Self.right("\(row.batch)", 5) + Self.right("\(row.width)", 6)
                    + cells.joined()
            )
        }
        return lines.joined(separator: "\n")
    }

    private static func left(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }

    private static func right(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }
}
