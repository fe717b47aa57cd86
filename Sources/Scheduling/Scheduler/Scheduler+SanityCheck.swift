// What must hold between any two events.
extension Scheduler {
    /// Every broken invariant, in words; empty if all is well. For tests: it looks at everything.
    public func sanityCheck() -> [String] {
        var broken = checkQueues()
        let queued = Set(board.waiting + board.solitary)
        let closing = Set(commits.pending.flatMap(\.closing))
        for (rank, job) in board.open {
            if queued.contains(rank) != job.isWaiting { broken.append("job \(rank.number) is in no queue, or in vain") }
            if closing.contains(rank) != (job.ending != nil) {
                broken.append("job \(rank.number) has ended and waits for no commit, or the reverse")
            }
            if !job.copies.isEmpty { broken += check(job) }
        }
        for worker in workers.inOrder { broken += check(worker) }
        if phase == .finished, !commits.isEmpty { broken.append("finished before everything was durable") }
        if tally.total + board.open.count > catalogue.count { broken.append("more jobs ended than there are") }
        return broken
    }

    private func checkQueues() -> [String] {
        var broken: [String] = []
        for queue in [board.waiting, board.solitary] where !zip(queue, queue.dropFirst()).allSatisfy(<) {
            broken.append("a queue is out of order")
        }
        if board.waiting.contains(where: { board[$0].mustRunAlone }) { broken.append("a lone job waits with others") }
        if !board.solitary.allSatisfy({ board[$0].mustRunAlone }) { broken.append("a job waits alone for no reason") }
        return broken
    }

    private func check(_ job: OpenJob) -> [String] {
        var broken: [String] = []
        let live = job.liveCopies
        if job.ending != nil, !live.isEmpty { broken.append("job \(job.rank.number) has ended and is still leased") }
        if Set(live.map(\.worker)).count < live.count {
            broken.append("job \(job.rank.number) is leased twice to one worker")
        }
        if Set(job.copies.map(\.recorded)).count < job.copies.count {
            broken.append("job \(job.rank.number) has two attempts of one number")
        }
        for copy in live where workers.find(copy.worker)?.held.contains(job.rank) != true {
            broken.append("job \(job.rank.number) is leased to \(copy.worker), which does not hold it")
        }
        return broken
    }

    private func check(_ worker: WorkerState) -> [String] {
        var broken: [String] = []
        if Set(worker.held).count < worker.held.count { broken.append("\(worker.id) holds a job twice") }
        for rank in worker.held where board.open[rank]?.copyIndex(heldBy: worker.id) == nil {
            broken.append("\(worker.id) holds job \(rank.number), of which it has no copy")
        }
        return broken
    }
}
