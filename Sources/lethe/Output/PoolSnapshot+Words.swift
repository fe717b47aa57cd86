internal import Fleet
internal import Foundation
internal import Scheduling

extension PoolSnapshot {
    /// How far a sweep has come, for people.
    func words(on console: Console) -> String {
        var parts = ["\(progress.ended)/\(progress.total) jobs", "\(progress.running) running\(shareOfRunning)"]
        if progress.diverged > 0 { parts.append("\(progress.diverged) diverged") }
        if progress.failed > 0 { parts.append(console.paint("\(progress.failed) failed", .red)) }
        if progress.jobsPerSecond > 0 { parts.append(String(format: "%.1f jobs/s", progress.jobsPerSecond)) }
        if let seconds = progress.remainingSeconds { parts.append("\(Quantity.duration(seconds)) left") }
        if alarms > 0 { parts.append(console.paint("\(alarms) ALARMS", .red)) }
        if isDraining { parts.append("finishing what runs") }
        return parts.joined(separator: ", ")
    }

    /// More shares than these are told by their mean.
    private static let sharesToTell = 3

    /// How far the running jobs are; nothing where they are too short to tell.
    private var shareOfRunning: String {
        guard !shares.isEmpty else { return "" }
        let percent = { (share: Double) in "\(Int(100 * share)) %" }
        if shares.count <= Self.sharesToTell { return " (" + shares.map(percent).joined(separator: ", ") + ")" }
        return " (\(percent(shares.reduce(0, +) / Double(shares.count))) on average)"
    }
}
