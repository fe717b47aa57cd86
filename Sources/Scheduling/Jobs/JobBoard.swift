/// The jobs by what is to be done with them: not yet drawn, waiting, open, ended.
///
/// What is neither open nor drawn costs nothing, so ten million jobs need no memory here.
struct JobBoard {
    let catalogue: any JobCatalogue
    /// The first rank that was not drawn.
    private(set) var cursor = JobRank(0)
    /// Drawn jobs that wait for a worker, ascending.
    private(set) var waiting: [JobRank] = []
    /// Drawn jobs that wait for a worker of their own, ascending.
    private(set) var solitary: [JobRank] = []
    private(set) var open: [JobRank: OpenJob] = [:]
    /// Jobs above the cursor that ended: a worker brought them from an earlier coordinator.
    private var endedAhead: Set<JobRank> = []

    init(_ catalogue: any JobCatalogue) {
        self.catalogue = catalogue
    }

    /// The open job at a rank; only its board may add or remove one.
    subscript(rank: JobRank) -> OpenJob {
        get { open[rank]! }
        _modify { yield &open[rank]! }
    }

    /// Jobs that no one works on, at most: finished ones beyond the cursor are counted too.
    var remaining: Int { waiting.count + solitary.count + catalogue.count - cursor.number }

    /// Whether every job was drawn, and every drawn job has ended.
    mutating func isFinished() -> Bool {
        // In this order: looking ahead may draw a job.
        peek(0) == nil && open.isEmpty
    }

    // MARK: - The queue

    /// The job that waits at a place in the queue, drawn if need be.
    mutating func peek(_ place: Int) -> JobRank? {
        while waiting.count <= place, cursor.number < catalogue.count {
            let rank = cursor
            cursor = JobRank(rank.number + 1)
            guard endedAhead.remove(rank) == nil, open[rank] == nil, !catalogue.isFinished(rank) else { continue }
            open[rank] = OpenJob(catalogue.job(at: rank), rank: rank)
            enqueue(rank)
        }
        return place < waiting.count ? waiting[place] : nil
    }

    /// The first lone job that a worker may do.
    func firstSolitary(for worker: WorkerID) -> JobRank? {
        solitary.first { !self[$0].avoided.contains(worker) }
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

    /// Opens the job that a worker speaks of; false if it has ended or is none of this sweep.
    mutating func openIfUnfinished(_ reference: AttemptReference) -> Bool {
        let rank = reference.rank
        if let job = open[rank] { return job.job.id == reference.job }
        guard (0..<catalogue.count).contains(rank.number), rank >= cursor, !endedAhead.contains(rank),
            !catalogue.isFinished(rank)
        else { return false }
        let job = catalogue.job(at: rank)
        guard job.id == reference.job else { return false }
        open[rank] = OpenJob(job, rank: rank)
        return true
    }

    /// Forgets a job whose end is durable.
    mutating func close(_ rank: JobRank) {
        open[rank] = nil
        if rank >= cursor { endedAhead.insert(rank) }
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
