/// The jobs by what is to be done with them: not yet drawn, waiting, shelved, open, ended.
///
/// What is neither open nor drawn costs nothing, so ten million jobs need no memory here; a shelved one costs a number.
struct JobBoard {
    let catalogue: any JobCatalogue
    /// The first rank that was not drawn.
    private(set) var cursor = JobRank(0)
    /// Drawn jobs that wait for a worker, ascending.
    private(set) var waiting: [JobRank] = []
    /// Drawn jobs that wait for a worker of their own, ascending.
    private(set) var solitary: [JobRank] = []
    /// Jobs that nobody present could do when they were drawn.
    private(set) var shelf = Shelf()
    private(set) var open: [JobRank: OpenJob] = [:]
    /// Jobs above the cursor that ended: a worker brought them from an earlier coordinator.
    private var endedAhead: Set<JobRank> = []
    /// How jobs ended whose end is durable, where that is not what the catalogue says: true for a failure.
    private var haveFailed: [JobRank: Bool] = [:]
    /// How many jobs may still be shelved before other events are heard again.
    private var shelvingsLeft = JobBoard.shelvingsAtOnce

    /// To draw so many jobs takes a fraction of a second.
    private static let shelvingsAtOnce = 10_000

    init(_ catalogue: any JobCatalogue) {
        self.catalogue = catalogue
    }

    /// The open job at a rank; only its board may add or remove one.
    subscript(rank: JobRank) -> OpenJob {
        get { open[rank]! }
        _modify { yield &open[rank]! }
    }

    /// Jobs that no one works on, at most: finished ones beyond the cursor are counted too.
    var remaining: Int { waiting.count + solitary.count + shelf.count + catalogue.count - cursor.number }

    /// Whether every job was drawn.
    var isDrawn: Bool { cursor.number == catalogue.count }

    /// Whether every job was drawn, and every drawn job has ended; draws what ended before.
    mutating func isFinished() -> Bool {
        peek(0, anyoneMayTake: { _ in true }) == nil && isDrawn && open.isEmpty && shelf.isEmpty
    }

    // MARK: - The queue

    /// The job that waits at a place in the queue, drawn if need be. What nobody may take is shelved instead.
    mutating func peek(_ place: Int, anyoneMayTake: (Needs) -> Bool) -> JobRank? {
        while waiting.count <= place, !isDrawn, shelvingsLeft > 0 {
            let rank = cursor
            cursor = JobRank(rank.number + 1)
            guard endedAhead.remove(rank) == nil, open[rank] == nil, !catalogue.isFinished(rank) else { continue }
            let job = catalogue.job(at: rank)
            if anyoneMayTake(job.needs) {
                open[rank] = OpenJob(job, rank: rank)
                enqueue(rank)
            } else {
                shelf.put(rank, job.needs)
                shelvingsLeft -= 1
            }
        }
        return place < waiting.count ? waiting[place] : nil
    }

    /// Shelves waiting jobs that nobody has touched, so that those behind them are seen; false if there are none.
    mutating func shelveUntouched() -> Bool {
        let untouched = waiting.filter { self[$0].isUntouched }.prefix(max(shelvingsLeft, 0))
        guard !untouched.isEmpty else { return false }
        shelvingsLeft -= untouched.count
        let gone = Set(untouched)
        waiting.removeAll(where: gone.contains)
        for rank in untouched {
            if let job = open.removeValue(forKey: rank)?.job { shelf.put(rank, job.needs) }
        }
        return true
    }

    /// Opens the last job that was not drawn, or else of those on the shelf that may be taken: the cheapest.
    mutating func openLast(where mayTake: (Needs) -> Bool) -> JobRank? {
        guard let last = lastUndrawn ?? shelf.last(where: mayTake)?.rank else { return nil }
        let job = catalogue.job(at: last)
        _ = shelf.remove(last, job.needs)
        open[last] = OpenJob(job, rank: last)
        enqueue(last)
        return last
    }

    /// Those that ended are passed over, within reason.
    private var lastUndrawn: JobRank? {
        let first = max(cursor.number, catalogue.count - Self.shelvingsAtOnce)
        return stride(from: catalogue.count - 1, through: first, by: -1).lazy.map { JobRank($0) }.first {
            open[$0] == nil && !endedAhead.contains($0) && !catalogue.isFinished($0)
        }
    }

    /// Lets more jobs be shelved.
    mutating func allowShelving() { shelvingsLeft = Self.shelvingsAtOnce }

    /// Opens the first shelved jobs of one kind, so that they wait with the others.
    mutating func unshelve(_ needs: Needs, atMost count: Int) {
        for rank in shelf.take(needs, atMost: count) {
            open[rank] = OpenJob(catalogue.job(at: rank), rank: rank)
            enqueue(rank)
        }
    }

    /// Puts an open job among those that wait for a worker.
    mutating func enqueue(_ rank: JobRank) {
        if self[rank].mustRunAlone {
            solitary.insert(rank, at: solitary.insertionPoint(of: rank))
        } else {
            waiting.insert(rank, at: waiting.insertionPoint(of: rank))
        }
    }

    /// Takes an open job from the queue, if it is there.
    mutating func dequeue(_ rank: JobRank) {
        waiting.removeSorted(rank)
        solitary.removeSorted(rank)
    }

    // MARK: - Opening and closing

    /// Opens the job that a worker speaks of; false if it has ended or the sweep has no such job.
    mutating func openIfUnfinished(_ reference: AttemptReference) -> Bool {
        let rank = reference.rank
        if let job = open[rank] { return job.job.id == reference.job }
        guard (0..<catalogue.count).contains(rank.number), !endedAhead.contains(rank), !catalogue.isFinished(rank)
        else { return false }
        guard rank >= cursor || !shelf.isEmpty else { return false }
        let job = catalogue.job(at: rank)
        guard job.id == reference.job, rank >= cursor || shelf.remove(rank, job.needs) else { return false }
        open[rank] = OpenJob(job, rank: rank)
        enqueue(rank)
        return true
    }

    /// Opens a job again that had failed, since a worker measured it after all.
    mutating func reopenIfFailed(_ reference: AttemptReference) -> Bool {
        let rank = reference.rank
        guard open[rank] == nil, (0..<catalogue.count).contains(rank.number),
            haveFailed[rank] ?? (catalogue.isFinished(rank) && catalogue.hasFailed(rank))
        else { return false }
        let job = catalogue.job(at: rank)
        guard job.id == reference.job else { return false }
        haveFailed[rank] = false
        open[rank] = OpenJob(job, rank: rank)
        return true
    }

    /// Forgets a job whose end is durable.
    mutating func close(_ rank: JobRank, _ ending: Tally.Ending) {
        open[rank] = nil
        if rank >= cursor { endedAhead.insert(rank) }
        if ending == .failed { haveFailed[rank] = true }
    }
}

extension [JobRank] {
    /// The first place whose rank is not below this one.
    func insertionPoint(of rank: JobRank) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < rank { low = middle + 1 } else { high = middle }
        }
        return low
    }

    mutating func removeSorted(_ rank: JobRank) {
        let place = insertionPoint(of: rank)
        if place < count, self[place] == rank { remove(at: place) }
    }
}
