internal import Experiments
internal import FoundationEssentials
internal import Ledger

/// `costs.csv`: an attempt a row, with what it consumed; differs from run to run.
enum CostsTable {
    static let columns = [
        "job", "attempt", "cause", "end", "worker", "host", "started", "wall_seconds", "cpu_seconds",
        "peak_memory_bytes",
        "operations",
    ]

    /// An attempt's row; what a lost attempt consumed is unknown and empty.
    static func row(of attempt: RecordedAttempt) -> [String] {
        let cost = attempt.cost
        return [
            attempt.attempt.job.description,
            String(attempt.attempt.id.number),
            attempt.attempt.cause.rawValue,
            attempt.end.rawValue,
            attempt.worker,
            attempt.host,
            attempt.started.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true)),
            cost?.wallSeconds.description ?? "",
            cost?.cpuSeconds.description ?? "",
            cost?.peakMemoryBytes.description ?? "",
            cost?.operations.description ?? "",
        ]
    }
}
