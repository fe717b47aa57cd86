public import Experiments
public import Scheduling

/// A lease at work: where its executor tells what begins and ends, and asks whether to go on.
///
/// It belongs to the executor's thread.
public final class Execution {
    private let letters: Mailbox<WorkerSession.Event>
    private let cancelled: CancelledJobs
    private let presence: Presence?
    private let clock = SuspendingClock()
    private var open: Set<JobID>
    private var meter = CostMeter()
    private var lastProgress: SuspendingClock.Instant

    /// More often than this, progress is not passed on.
    private static let progressInterval = Duration.milliseconds(250)

    init(
        _ lease: Lease,
        letters: Mailbox<WorkerSession.Event>,
        cancelled: CancelledJobs,
        presence: Presence?
    ) {
        open = Set(lease.items.map(\.reference.job))
        self.letters = letters
        self.cancelled = cancelled
        self.presence = presence
        lastProgress = clock.now
    }

    /// A job begins; what is spent from now on is charged to it.
    public func begin(_ job: JobID) {
        presence?.update { $0.executing = job }
        letters.post(.jobStarted(job))
        meter = CostMeter()
    }

    /// A job has come further; may be told as often as one likes.
    ///
    /// Work that is told is what keeps a job from being taken for one that hangs.
    public func advance(_ job: JobID, to progress: JobProgress) {
        let now = clock.now
        guard now - lastProgress >= Self.progressInterval else { return }
        lastProgress = now
        letters.post(.jobProgressed(job, progress))
    }

    /// Whether a job's outcome is no longer wanted; cheap enough to be asked at every step.
    public func isCancelled(_ job: JobID) -> Bool {
        cancelled.contains(job)
    }

    /// A job ended, after so many floating-point operations that are charged to it.
    public func end(_ job: JobID, _ ending: Ending, operations: Int) {
        guard open.remove(job) != nil else { return }
        letters.post(.jobEnded(job, ending, meter.cost(operations: operations)))
        presence?.update { $0.executing = nil }
        meter = CostMeter()
    }

    /// A job was given up because it was cancelled.
    public func giveUp(_ job: JobID) {
        guard open.remove(job) != nil else { return }
        letters.post(.jobCancelled(job))
        presence?.update { $0.executing = nil }
        meter = CostMeter()
    }

    /// Ends what the executor left open.
    func close() {
        for job in open {
            if isCancelled(job) {
                giveUp(job)
            } else {
                end(job, .failure(Failure(reason: "the job ended without an outcome"), blame: .job), operations: 0)
            }
        }
    }
}
