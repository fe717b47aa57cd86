public import Experiments

extension WorkerSession {
    /// What happened. For every job of a started lease exactly one of `jobEnded` and `jobCancelled` follows.
    public enum Event: Hashable, Sendable {
        case received(CoordinatorMessage)
        /// The executor began with a job.
        case jobStarted(JobID)
        /// A running job has come further.
        case jobProgressed(JobID, JobProgress)
        case jobEnded(JobID, Ending, AttemptCost)
        /// The executor gave a job up because it was told to.
        case jobCancelled(JobID)
        /// The user or the system wants this worker to stop: finish what runs, deliver it, leave.
        case stopRequested
        /// The time came that was asked for; also the first event of all.
        case woken
    }

    /// What to do about it, in this order.
    public enum Effect: Hashable, Sendable {
        /// Send if there is a connection, else drop: the session repairs what is lost.
        case send(WorkerMessage)
        /// Execute the lease's jobs. No other lease is started before all of its jobs ended or were cancelled.
        case start(Lease)
        /// Give up these jobs of the started lease as soon as may be.
        case cancel([JobID])
        /// Tell whoever reads this worker's log.
        case say(String)
        /// Handle `woken` at this time; takes the place of an earlier wish.
        case wake(at: Instant)
        /// End this process. The last effect.
        case exit(Exit)
    }

    /// Why a worker ends.
    public enum Exit: Hashable, Sendable {
        /// The coordinator said goodbye.
        case dismissed
        /// The coordinator refused this worker, and why.
        case refused(reason: String)
        /// Nobody coordinated it for too long.
        case orphaned
        /// It was asked to stop and has delivered everything.
        case stopped
    }
}
