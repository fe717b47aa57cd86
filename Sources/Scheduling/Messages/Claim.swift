/// A worker's word that it holds an attempt, and how far that has come.
public struct Claim: Hashable, Sendable {
    /// How far an attempt has come at its worker.
    public enum Stage: Hashable, Sendable {
        case queued
        /// It began; how far it has come, if the executor ever told.
        case running(JobProgress?)
        /// The result is kept until it is acknowledged.
        case finished
    }

    /// Whether it began and has not ended.
    var isRunning: Bool {
        if case .running = stage { true } else { false }
    }

    /// The attempt.
    public var reference: AttemptReference
    /// How far it has come.
    public var stage: Stage

    /// A claim to hold an attempt.
    public init(_ reference: AttemptReference, _ stage: Stage) {
        self.reference = reference
        self.stage = stage
    }
}
