internal import Experiments
internal import Synchronization

/// The jobs of the current lease that are no longer wanted: written by the loop, read at every step of a job.
final class CancelledJobs: Sendable {
    private let isEmpty = Atomic(true)
    private let jobs = Mutex<Set<JobID>>([])

    func contains(_ job: JobID) -> Bool {
        guard !isEmpty.load(ordering: .acquiring) else { return false }
        return jobs.withLock { $0.contains(job) }
    }

    func insert(_ added: [JobID]) {
        jobs.withLock { $0.formUnion(added) }
        isEmpty.store(false, ordering: .releasing)
    }
}
