internal import Experiments

/// Results that are kept until the coordinator says that they are durable.
struct Outbox {
    private struct Entry {
        var result: AttemptResult
        /// When it was last sent, if it was.
        var sentAt: Instant?
    }

    /// How large a message may grow before the next result goes into another.
    private static let batchBytes = 1 << 20

    private var entries: [Entry] = []

    var isEmpty: Bool { entries.isEmpty }
    var references: [AttemptReference] { entries.map(\.result.reference) }

    mutating func keep(_ result: AttemptResult) {
        entries.append(Entry(result: result))
    }

    mutating func forget(_ job: JobID) {
        entries.removeAll { $0.result.reference.job == job }
    }

    /// Gives a kept result another attempt's name and sends it afresh; false if there is none of this job.
    mutating func rename(to reference: AttemptReference) -> Bool {
        guard let index = entries.firstIndex(where: { $0.result.reference.job == reference.job }) else { return false }
        entries[index] = Entry(result: entries[index].result)
        entries[index].result.reference.attempt = max(entries[index].result.reference.attempt, reference.attempt)
        return true
    }

    /// Forgets that anything was sent: a new coordinator has received nothing.
    mutating func forgetSending() {
        for index in entries.indices { entries[index].sentAt = nil }
    }

    /// The results that were never sent, or not acknowledged for so long, in batches.
    mutating func takeDue(at now: Instant, resendInterval: Duration) -> [[AttemptResult]] {
        var batches: [[AttemptResult]] = []
        var room = 0
        for index in entries.indices {
            if let sentAt = entries[index].sentAt, now - sentAt < resendInterval { continue }
            entries[index].sentAt = now
            let result = entries[index].result
            room -= result.approximateBytes
            if batches.isEmpty || room < 0 {
                batches.append([])
                room = Self.batchBytes - result.approximateBytes
            }
            batches[batches.count - 1].append(result)
        }
        return batches
    }
}

extension AttemptResult {
    /// About how long it will be on the wire.
    var approximateBytes: Int {
        guard case .outcome(let outcome) = ending else { return 1000 }
        return 200 + 16 * outcome.accuracy.taskCount * outcome.accuracy.rows.count
    }
}
