/// A result to be acknowledged.
struct Acknowledgement: Hashable {
    var worker: WorkerID
    var reference: AttemptReference
}

/// What waits for the ledger: results to be acknowledged, and jobs to be closed.
struct CommitQueue {
    struct Entry {
        var number: RecordNumber
        var acknowledgements: [Acknowledgement]
        var closing: [JobRank]
    }

    private(set) var pending: [Entry] = []
    private var last = RecordNumber(0)

    var isEmpty: Bool { pending.isEmpty }

    mutating func add(acknowledging: [Acknowledgement], closing: [JobRank]) -> RecordNumber {
        last = RecordNumber(last.number + 1)
        pending.append(Entry(number: last, acknowledgements: acknowledging, closing: closing))
        return last
    }

    /// Removes what is durable now.
    mutating func take(through number: RecordNumber) -> [Entry] {
        let end = pending.firstIndex { $0.number > number } ?? pending.count
        defer { pending.removeFirst(end) }
        return Array(pending[..<end])
    }

    /// Whether a worker's result is on its way into the ledger.
    func holds(_ acknowledgement: Acknowledgement) -> Bool {
        pending.contains { $0.acknowledgements.contains(acknowledgement) }
    }
}
