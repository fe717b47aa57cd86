internal import Dispatch
internal import Scheduling
internal import Synchronization

/// The one thread that runs jobs, a lease at a time.
final class ExecutionThread: Sendable {
    /// What the thread tells the loop.
    let letters = Mailbox<WorkerSession.Event>()
    private let presence: Presence?
    private let leases = Mutex<[(lease: Lease, cancelled: CancelledJobs)]>([])
    private let available = DispatchSemaphore(value: 0)

    /// Deep recursion in an executor is its own choice.
    private static let stackBytes = 16 << 20

    init(presence: Presence?, _ makeExecutor: @escaping @Sendable () -> any JobExecutor) {
        self.presence = presence
        DetachedThread.start(stackBytes: Self.stackBytes) { self.run(makeExecutor()) }
    }

    /// Runs a lease after those before it; the answer takes its cancellations.
    func start(_ lease: Lease) -> CancelledJobs {
        let cancelled = CancelledJobs()
        leases.withLock { $0.append((lease, cancelled)) }
        available.signal()
        return cancelled
    }

    /// Runs until the process ends.
    private func run(_ executor: consuming any JobExecutor) {
        while true {
            available.wait()
            guard let (lease, cancelled) = leases.withLock({ $0.isEmpty ? nil : $0.removeFirst() }) else { continue }
            let execution = Execution(lease, letters: letters, cancelled: cancelled, presence: presence)
            executor.execute(lease.items, execution)
            execution.close()
        }
    }
}
