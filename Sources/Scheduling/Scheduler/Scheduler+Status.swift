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
        let running = runningWork
        guard busy > 0, let secondsPerOperation = estimator.secondsPerOperation ?? running.secondsPerOperation
        else { return nil }
        let operations = max(catalogue.unfinishedOperations - endedOperations - running.operations, 0)
        return operations * secondsPerOperation / Double(busy)
    }

    /// What running jobs have done, as far as their executors told.
    private var runningWork: (operations: Double, secondsPerOperation: Double?) {
        var (operations, seconds) = (0.0, 0.0)
        for worker in workers.inOrder {
            guard let rank = worker.held.first, let index = board[rank].copyIndex(heldBy: worker.id) else { continue }
            let copy = board[rank].copies[index]
            guard let progress = copy.progress, let startedAt = copy.startedAt else { continue }
            operations += progress.share * Double(board[rank].job.expectedOperations)
            seconds += (copy.progressedAt - startedAt).inSeconds
        }
        return (operations, operations > 0 ? seconds / operations : nil)
    }

    /// What the pool is doing.
    public func status(at now: Instant) -> PoolStatus {
        let workers = workers.inOrder.prefix(PoolStatus.maximumWorkers).map { worker in
            PoolStatus.Worker(
                id: worker.id,
                host: worker.identity.host,
                machine: worker.identity.machine,
                heldJobs: worker.held.count,
                executing: worker.held.first.map { board[$0].job.id },
                share: worker.held.first.flatMap { share(of: $0, on: worker.id) },
                secondsSinceHeard: (now - worker.lastHeard).inSeconds
            )
        }
        return PoolStatus(progress: progress(at: now), workers: workers, setbacks: setbacks(at: now))
    }

    /// The share done of a job by a worker that holds it.
    private func share(of rank: JobRank, on worker: WorkerID) -> Double? {
        board[rank].copyIndex(heldBy: worker).flatMap { board[rank].copies[$0].progress?.share }
    }

    private func setbacks(at now: Instant) -> [PoolStatus.Setback] {
        let all = hosts.present.flatMap { host in
            host.setbacks.map { setback in
                var wait = 0.0
                if case .waiting(let until) = setback.state { wait = max((until - now).inSeconds, 0) }
                return PoolStatus.Setback(
                    host: host.id,
                    machine: host.machine,
                    what: setback.words,
                    reason: setback.reason,
                    secondsToRetry: wait
                )
            }
        }
        return Array(all.prefix(PoolStatus.maximumWorkers))
    }
}
