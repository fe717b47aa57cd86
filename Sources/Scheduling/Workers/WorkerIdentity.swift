public import Experiments
public import Hashing

/// The revision of the messages; it grows when an old reader would misread a new message.
public struct ProtocolRevision: Hashable, Sendable {
    /// Revisions count from 1.
    public let number: Int

    /// The revision of this number.
    public init(_ number: Int) {
        self.number = number
    }

    /// The revision of this build.
    public static let current = ProtocolRevision(3)
}

/// Who a worker says it is when it joins.
public struct WorkerIdentity: Hashable, Sendable {
    /// Whose slot it fills.
    public var host: HostID
    /// The name of its machine.
    public var machine: String
    /// Its process on that machine.
    public var processID: Int
    /// The processor's name, as its system tells it.
    public var processor: String
    /// The messages it speaks.
    public var protocolRevision: ProtocolRevision
    /// The arithmetic it computes with.
    public var numericsRevision: NumericsRevision
    /// What its known-answer test came to, a small computation that proves its arithmetic; nil if it made none.
    public var knownAnswer: Digest?

    /// A worker of this build, unless told otherwise.
    public init(
        host: HostID,
        machine: String,
        processID: Int,
        processor: String,
        protocolRevision: ProtocolRevision = .current,
        numericsRevision: NumericsRevision = .current,
        knownAnswer: Digest? = nil
    ) {
        self.host = host
        self.machine = machine
        self.processID = processID
        self.processor = processor
        self.protocolRevision = protocolRevision
        self.numericsRevision = numericsRevision
        self.knownAnswer = knownAnswer
    }
}
