internal import Foundation

/// Shows how far the tables and the report of a large sweep have come.
struct ReportProgress {
    private var line: ProgressLine
    private let total: Int
    private var done = 0
    private let begin = ContinuousClock.now

    /// What is over by then needs no bar.
    private static let patience = 1.0

    /// - Parameter total: how many cells will be looked at, each as often as there are walks over the grid.
    init(_ console: Console, isShown: Bool, total: Int) {
        line = ProgressLine(console, isShown: isShown)
        self.total = total
    }

    /// So many more cells were looked at.
    mutating func advance(by cells: Int) {
        done += cells
        let seconds = (ContinuousClock.now - begin) / .seconds(1)
        guard seconds > Self.patience else { return }
        let rate = Double(done) / seconds
        let left = Quantity.duration(Double(total - done) / rate)
        let percent = 100 * done / max(total, 1)
        line.show(
            done,
            of: total,
            String(format: "tables and report: %d %%, %.0f rows/s, ", percent, rate) + "\(left) left"
        )
    }

    /// Leaves the bar behind.
    func finish() { line.finish() }
}
