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
        /// Its machine.
        public var host: String
        /// Jobs leased to it that it has not delivered.
        public var heldJobs: Int
        /// The job it is executing.
        public var executing: JobID?
        /// How long ago it was heard of.
        public var secondsSinceHeard: Double

        /// The state of a worker.
        public init(id: WorkerID, host: String, heldJobs: Int, executing: JobID?, secondsSinceHeard: Double) {
            self.id = id
            self.host = host
            self.heldJobs = heldJobs
            self.executing = executing
            self.secondsSinceHeard = secondsSinceHeard
        }
    }

    /// The most workers that are listed.
    public static let maximumWorkers = 1000

    /// How far the sweep has come.
    public var progress: Progress
    /// In the order in which they joined; the first `maximumWorkers`.
    public var workers: [Worker]

    /// The state of a pool.
    public init(progress: Progress, workers: [Worker]) {
        self.progress = progress
        self.workers = workers
    }
}
