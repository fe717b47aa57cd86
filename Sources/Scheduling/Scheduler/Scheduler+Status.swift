// What people are told.
extension Scheduler {
    /// How far the sweep has come.
    public func progress(at now: Instant) -> Progress {
        Progress(
            total: catalogue.count,
            done: tally.done,
            diverged: tally.diverged,
            failed: tally.failed,
            running: workers.inOrder.count { !$0.held.isEmpty },
            jobsPerSecond: throughput.perSecond(at: now),
            remainingSeconds: remainingSeconds
        )
    }

    /// Work that is left over the speed of all workers together.
    private var remainingSeconds: Double? {
        let busy = workers.inOrder.count { $0.credit > 0 }
        guard busy > 0, let secondsPerOperation = estimator.secondsPerOperation else { return nil }
        let operations = max(catalogue.unfinishedOperations - endedOperations, 0)
        return operations * secondsPerOperation / Double(busy)
    }

    /// What the pool is doing.
    public func status(at now: Instant) -> PoolStatus {
        let workers = workers.inOrder.prefix(PoolStatus.maximumWorkers).map { worker in
            PoolStatus.Worker(
                id: worker.id,
                host: worker.identity.host,
                heldJobs: worker.held.count,
                executing: worker.held.first.map { board[$0].job.id },
                secondsSinceHeard: (now - worker.lastHeard).inSeconds
            )
        }
        return PoolStatus(progress: progress(at: now), workers: workers)
    }
}
