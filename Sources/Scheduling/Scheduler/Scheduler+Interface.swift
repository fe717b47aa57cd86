extension Scheduler {
    /// What happened.
    public enum Event: Hashable, Sendable {
        /// A peer's message arrived.
        case received(WorkerMessage, from: WorkerID)
        /// The transport knows that a worker is gone, though not why.
        case workerLost(WorkerID)
        /// A supervisor in this process saw a worker end.
        case workerDied(WorkerDeath)
        /// The ledger holds every group of records up to this one.
        case recordsCommitted(through: RecordNumber)
        /// The user wants to stop: finish what runs.
        case drainRequested
        /// The time came that was asked for; also the first event of all.
        case woken
    }

    /// What to do about it, in this order.
    public enum Effect: Hashable, Sendable {
        case send(CoordinatorMessage, to: WorkerID)
        /// Commit these together, or nothing; groups in the order of their numbers.
        case record([Record], RecordNumber)
        /// Handle `woken` at this time; takes the place of an earlier wish.
        case wake(at: Instant)
        /// End a worker of this process's pool: it does not let go of a job.
        case kill(WorkerID)
        /// Tell the operator.
        case tell(Notice)
        /// Everything is committed and acknowledged. The last effect but for answers to late messages.
        case finish(Finish)
    }

    /// Why the scheduler ended.
    public enum Finish: Hashable, Sendable {
        /// Every job is accounted for.
        case complete
        /// Draining was asked for, and nothing runs any more.
        case drained
        /// Nobody present can do any job that is left, and why.
        case stuck([String])
    }

    /// What an operator should know, once.
    public enum Notice: Hashable, Sendable {
        /// A host gets no jobs of some kind for now.
        case setAside(HostID, machine: String, what: String, reason: String)
        /// A host does again what it was set aside for.
        case isBack(HostID, machine: String, what: String)
        /// Nobody present can do any job that is left, and why.
        case stuck([String])
    }
}
