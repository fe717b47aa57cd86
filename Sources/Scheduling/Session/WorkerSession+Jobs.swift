internal import Experiments

// Jobs arrive, run one lease at a time, and end.
extension WorkerSession {
    mutating func accept(_ leases: [Lease]) {
        guard !isDraining, !isStopping else {
            let references = leases.flatMap(\.items).map(\.reference)
            return references.isEmpty ? () : send(.returned(references))
        }
        for lease in leases {
            let fresh = lease.items.filter { !rename(to: $0.reference) }
            if !fresh.isEmpty { queue.append(Lease(items: fresh)) }
        }
        deliver()
        startNext()
    }

    /// A newer attempt at a job that is here already takes the older one's place; false if the job is not here.
    private mutating func rename(to reference: AttemptReference) -> Bool {
        let renamed = running?.update(reference.job) { job in
            job.reference.attempt = max(job.reference.attempt, reference.attempt)
            job.isCancelled = false
        }
        if renamed != nil || outbox.rename(to: reference) { return true }
        for place in queue.indices {
            for index in queue[place].items.indices where queue[place].items[index].reference.job == reference.job {
                queue[place].items[index].reference.attempt = max(
                    queue[place].items[index].reference.attempt,
                    reference.attempt
                )
                return true
            }
        }
        return false
    }

    private mutating func startNext() {
        guard running == nil, !queue.isEmpty else { return }
        let lease = queue.removeFirst()
        running = RunningLease(lease)
        effects.append(.start(lease))
    }

    mutating func noteStart(of job: JobID) {
        if let started = running?.update(job, { $0.begin() }) { send(.started(started.reference)) }
    }

    mutating func noteEnd(of job: JobID, _ ending: Ending, _ cost: AttemptCost) {
        guard let ended = running?.remove(job) else { return }
        outbox.keep(AttemptResult(reference: ended.reference, ending: ending, cost: cost))
        deliver()
        continueAfterJob()
    }

    mutating func noteCancellation(of job: JobID) {
        guard let cancelled = running?.remove(job) else { return }
        if !cancelled.isCancelled { send(.returned([cancelled.reference])) }
        continueAfterJob()
    }

    private mutating func continueAfterJob() {
        guard running?.isOver == true else { return }
        running = nil
        // An orphan's patience begins when it has nothing left to do.
        if case .seeking = phase { phase = .seeking(since: now) }
        startNext()
    }

    mutating func cancel(_ references: [AttemptReference]) {
        let jobs = Set(references.map(\.job))
        for place in queue.indices { queue[place].items.removeAll { jobs.contains($0.reference.job) } }
        queue.removeAll(where: \.items.isEmpty)
        let toStop = references.map(\.job).filter { running?.update($0) { $0.isCancelled = true } != nil }
        if !toStop.isEmpty { effects.append(.cancel(toStop)) }
    }

    /// Gives back what was not begun.
    mutating func giveBack() {
        let references = queue.flatMap(\.items).map(\.reference)
        queue = []
        if !references.isEmpty { send(.returned(references)) }
        if let notBegun = running?.notBegun, !notBegun.isEmpty { effects.append(.cancel(notBegun)) }
    }
}
