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

    /// What a death may be put down to.
    public enum Cause: Hashable, Sendable {
        /// The process ended by its own making, so the job it was executing may be the reason.
        case ownMaking
        /// The machine had no memory left.
        case memory
        /// Someone ended it.
        case outside
    }

    /// Someone else's doing are SIGTERM, SIGINT, SIGKILL, and the exit codes by which shells pass these on.
    public var cause: Cause {
        if outOfMemory { return .memory }
        let ending = signal ?? exitCode.flatMap { $0 > 128 ? $0 - 128 : nil }
        return switch ending {
        case Self.interrupt, Self.terminate, Self.kill: .outside
        case .some: .ownMaking
        case nil: exitCode == nil ? .outside : .ownMaking
        }
    }

    /// The death, as what became of a job.
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
