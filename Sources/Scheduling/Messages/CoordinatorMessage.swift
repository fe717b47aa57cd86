/// What the coordinator says to a worker or an onlooker.
public enum CoordinatorMessage: Hashable, Sendable {
    /// The worker has joined; this is how often to beat and how long silence lasts.
    case welcome(Welcome)
    /// The worker may not join, and why.
    case refuse(reason: String)
    /// The coordinator does not know the worker: it should introduce itself again.
    case rejoin
    /// Jobs to do, in this order.
    case lease([Lease])
    /// Jobs to give up: another attempt has delivered, or the job is none of this sweep.
    case cancel([AttemptReference])
    /// Results that are durable and may be forgotten.
    case acknowledge([AttemptReference])
    /// The coordinator is there.
    case heartbeat
    /// Finish what runs, give back the rest, take nothing new.
    case drain
    /// All is done: exit.
    case goodbye
    /// The answer to a `statusRequest`.
    case status(PoolStatus)
    /// To a supervisor: end this worker, which does not let go of a job.
    case kill(WorkerID)
    /// The worker's host gets no jobs of some kind for a while, and why.
    case setAside(reason: String)
}

/// The pool's timing, as the coordinator sets it for its workers.
public struct Welcome: Hashable, Sendable {
    /// How often each side beats.
    public var heartbeatInterval: Duration
    /// After how much silence the other side counts as gone.
    public var leaseDuration: Duration

    /// The timing of a pool.
    public init(heartbeatInterval: Duration, leaseDuration: Duration) {
        self.heartbeatInterval = heartbeatInterval
        self.leaseDuration = leaseDuration
    }
}
