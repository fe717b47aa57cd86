public import Hashing

/// The name of a job: the SHA-256 of its experiment's canonical form and the numerics revision.
public struct JobID: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The SHA-256 itself.
    public let digest: Digest

    /// The job of a known digest, as read from a ledger or a message.
    public init(_ digest: Digest) {
        self.digest = digest
    }

    /// The identity of an experiment under a numerics revision.
    public init(_ experiment: Experiment, numerics: NumericsRevision = .current) {
        digest = Digest(sha256: "numerics=\(numerics.number)\n" + experiment.canonical)
    }

    /// Orders identities as their hexadecimal digits.
    public static func < (one: JobID, other: JobID) -> Bool { one.digest < other.digest }

    /// Sixty-four hexadecimal digits.
    public var description: String { digest.hex }
}

/// The revision of everything that decides a job's bits; it grows when an outcome would change.
public struct NumericsRevision: Hashable, Sendable {
    /// It only grows.
    public let number: Int

    /// A revision by number.
    public init(_ number: Int) {
        self.number = number
    }

    /// The revision of this build.
    public static let current = NumericsRevision(2)
}
