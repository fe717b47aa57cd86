public import Experiments

/// A supervisor's report that a worker process ended.
public struct WorkerDeath: Hashable, Sendable {
    /// Who ended.
    public var worker: WorkerID
    /// The signal that ended it, if one did.
    public var signal: Int?
    /// Its exit code, if it exited.
    public var exitCode: Int?
    /// Whether the system's count of processes killed for want of memory rose (`oom_kill` of the control group).
    public var outOfMemory: Bool
    /// The job it was executing, if the supervisor knows.
    public var executing: JobID?
    /// The last lines that it printed to its log.
    public var logLines: [String]

    /// The end of a worker.
    public init(
        worker: WorkerID,
        signal: Int? = nil,
        exitCode: Int? = nil,
        outOfMemory: Bool = false,
        executing: JobID? = nil,
        logLines: [String] = []
    ) {
        self.worker = worker
        self.signal = signal
        self.exitCode = exitCode
        self.outOfMemory = outOfMemory
        self.executing = executing
        self.logLines = logLines
    }

    private static let interrupt = 2
    private static let kill = 9
    private static let terminate = 15

    /// Whether the process ended by its own making, so that the job it was executing may be the reason.
    ///
    /// Someone else's doing are SIGTERM, SIGINT, a SIGKILL that was not for want of memory, and the exit codes by which
    /// shells pass these on.
    public var isOwnMaking: Bool {
        let ending = signal ?? exitCode.flatMap { $0 > 128 ? $0 - 128 : nil }
        return switch ending {
        case Self.interrupt, Self.terminate: false
        case Self.kill: outOfMemory
        case .some: true
        case nil: exitCode != nil
        }
    }

    /// The death as evidence against a job.
    var evidence: Failure {
        let ending =
            if outOfMemory {
                "was killed for want of memory"
            } else if let signal {
                "was ended by signal \(signal)"
            } else if let exitCode {
                "exited with code \(exitCode)"
            } else {
                "died"
            }
        return Failure(
            reason: "worker \(worker) \(ending) while it executed the job",
            signal: signal,
            exitCode: exitCode,
            logLines: logLines
        )
    }
}
