internal import Fleet
internal import Foundation
internal import Scheduling

/// Shows how far a sweep has come: a bar that moves on a terminal, a line now and then elsewhere.
struct ProgressLine {
    private let console: Console
    private let isShown: Bool
    private var last: ContinuousClock.Instant?
    private var lastCount = -1

    /// Elsewhere than on a terminal a line is written this often at most.
    private static let lineInterval = Duration.seconds(10)
    private static let barWidth = 24

    init(_ console: Console, isShown: Bool) {
        self.console = console
        self.isShown = isShown
    }

    /// Shows a state.
    mutating func show(_ snapshot: PoolSnapshot) {
        guard isShown else { return }
        if console.isTerminal {
            console.draw("\r\(bar(snapshot)) \(text(snapshot))\u{1B}[K")
            return
        }
        let now = ContinuousClock.now
        let ended = snapshot.progress.ended
        guard let last else {
            // A sweep of less than the interval needs no line.
            self.last = now
            return
        }
        guard now - last >= Self.lineInterval, ended != lastCount else { return }
        self.last = now
        lastCount = ended
        console.say(text(snapshot))
    }

    /// Leaves the bar behind.
    func finish() {
        if isShown, console.isTerminal { console.draw("\r\u{1B}[K") }
    }

    private func bar(_ snapshot: PoolSnapshot) -> String {
        let progress = snapshot.progress
        let filled = Self.barWidth * progress.ended / max(progress.total, 1)
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: Self.barWidth - filled)
        return console.paint(bar, .cyan)
    }

    private func text(_ snapshot: PoolSnapshot) -> String {
        let progress = snapshot.progress
        var parts = ["\(progress.ended)/\(progress.total) jobs", "\(progress.running) running"]
        if progress.diverged > 0 { parts.append("\(progress.diverged) diverged") }
        if progress.failed > 0 { parts.append(console.paint("\(progress.failed) failed", .red)) }
        if progress.jobsPerSecond > 0 { parts.append(String(format: "%.1f jobs/s", progress.jobsPerSecond)) }
        if let seconds = progress.remainingSeconds { parts.append("\(Quantity.duration(seconds)) left") }
        if snapshot.alarms > 0 { parts.append(console.paint("\(snapshot.alarms) ALARMS", .red)) }
        if snapshot.isDraining { parts.append("finishing what runs") }
        return parts.joined(separator: ", ")
    }
}
