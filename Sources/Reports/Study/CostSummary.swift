internal import Experiments
internal import FoundationEssentials
internal import Ledger

/// What all attempts at a study's jobs consumed.
struct CostSummary: Sendable {
    /// What one machine did.
    struct Host: Sendable {
        var workers: Set<String> = []
        var attempts = 0
        var cpuSeconds = 0.0
    }

    private(set) var attempts = 0
    private(set) var endings: [Attempt.End: Int] = [:]
    private(set) var cpuSeconds = 0.0
    /// Wall seconds of all attempts, one after the other.
    private(set) var wallSeconds = 0.0
    private(set) var operations = 0.0
    private(set) var peakMemoryBytes = 0
    private(set) var hosts: [String: Host] = [:]
    private(set) var firstStart: Date?
    private(set) var lastEnd: Date?

    mutating func add(_ attempt: RecordedAttempt) {
        attempts += 1
        endings[attempt.end, default: 0] += 1
        hosts[attempt.host, default: Host()].attempts += 1
        hosts[attempt.host]?.workers.insert(attempt.worker)
        firstStart = firstStart.map { min($0, attempt.started) } ?? attempt.started
        let end = attempt.started.addingTimeInterval(attempt.cost?.wallSeconds ?? 0)
        lastEnd = lastEnd.map { max($0, end) } ?? end
        guard let cost = attempt.cost else { return }
        hosts[attempt.host]?.cpuSeconds += cost.cpuSeconds
        cpuSeconds += cost.cpuSeconds
        wallSeconds += cost.wallSeconds
        operations += Double(cost.operations)
        peakMemoryBytes = max(peakMemoryBytes, cost.peakMemoryBytes)
    }

    /// From the first attempt's start to the last one's end; pauses between runs count too.
    var elapsedSeconds: Double? {
        guard let firstStart, let lastEnd else { return nil }
        return lastEnd.timeIntervalSince(firstStart)
    }
}
