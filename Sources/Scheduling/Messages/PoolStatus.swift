public import Experiments

/// How far a sweep has come.
public struct Progress: Hashable, Sendable {
    /// All jobs of the sweep.
    public var total: Int
    /// Jobs with a complete outcome.
    public var done: Int
    /// Jobs whose loss stopped being finite.
    public var diverged: Int
    /// Jobs that were given up.
    public var failed: Int
    /// Workers that hold a job.
    public var running: Int
    /// Jobs that ended per second, lately.
    public var jobsPerSecond: Double
    /// The estimated time to the end; nil while nothing was measured or nobody works.
    public var remainingSeconds: Double?

    /// The state of a sweep.
    public init(
        total: Int,
        done: Int,
        diverged: Int,
        failed: Int,
        running: Int,
        jobsPerSecond: Double,
        remainingSeconds: Double?
    ) {
        self.total = total
        self.done = done
        self.diverged = diverged
        self.failed = failed
        self.running = running
        self.jobsPerSecond = jobsPerSecond
        self.remainingSeconds = remainingSeconds
    }

    /// Jobs that ended, however they did.
    public var ended: Int { done + diverged + failed }
}

/// What the pool is doing.
public struct PoolStatus: Hashable, Sendable {
    /// One worker and what it holds.
    public struct Worker: Hashable, Sendable {
        /// Its name.
        public var id: WorkerID
        /// Whose slot it fills.
        public var host: HostID
        /// The name of its machine.
        public var machine: String
        /// Jobs leased to it that it has not delivered.
        public var heldJobs: Int
        /// The job it is executing.
        public var executing: JobID?
        /// The share done of that, if its executor told.
        public var share: Double?
        /// How long ago it was heard of.
        public var secondsSinceHeard: Double

        /// The state of a worker.
        public init(
            id: WorkerID,
            host: HostID,
            machine: String,
            heldJobs: Int,
            executing: JobID?,
            share: Double?,
            secondsSinceHeard: Double
        ) {
            self.id = id
            self.host = host
            self.machine = machine
            self.heldJobs = heldJobs
            self.executing = executing
            self.share = share
            self.secondsSinceHeard = secondsSinceHeard
        }
    }

    /// What a host gets no jobs for.
    public struct Setback: Hashable, Sendable {
        /// The host.
        public var host: HostID
        /// The name of its machine.
        public var machine: String
        /// Which jobs it does not get.
        public var what: String
        /// Why.
        public var reason: String
        /// How long until it is tried again; 0 if it is being tried.
        public var secondsToRetry: Double

        /// What a host is set aside for.
        public init(host: HostID, machine: String, what: String, reason: String, secondsToRetry: Double) {
            self.host = host
            self.machine = machine
            self.what = what
            self.reason = reason
            self.secondsToRetry = secondsToRetry
        }
    }

    /// The most workers that are listed, and the most setbacks.
    public static let maximumWorkers = 1000

    /// How far the sweep has come.
    public var progress: Progress
    /// In the order in which they joined; the first `maximumWorkers`.
    public var workers: [Worker]
    /// What hosts are set aside for; the first `maximumWorkers`.
    public var setbacks: [Setback]

    /// The state of a pool.
    public init(progress: Progress, workers: [Worker], setbacks: [Setback] = []) {
        self.progress = progress
        self.workers = workers
        self.setbacks = setbacks
    }
}
