/// What a job cannot do without, for a pool that need not know what it is.
public struct Needs: Hashable, Sendable {
    /// Names of things that are there or not, such as a data set, in words that can be told to people.
    public var keys: [String]
    /// Memory in bytes.
    public var memoryBytes: Int

    /// What a job needs; nothing by default.
    public init(keys: [String] = [], memoryBytes: Int = 0) {
        self.keys = keys
        self.memoryBytes = memoryBytes
    }
}

/// What a worker lacks for a job: the reason of a failure that is the worker's own.
public struct Lack: Hashable, Sendable {
    /// One of a job's needs.
    public enum Need: Hashable, Sendable {
        /// One of `Needs.keys`.
        case key(String)
        /// As much memory as the job needs.
        case memory
    }

    /// Whether it helps to wait.
    public enum Prospect: Hashable, Sendable {
        /// It is not there, and will not come by itself.
        case missing
        /// It may pass, as errors of input and output do.
        case passing
    }

    /// What is lacking.
    public var need: Need
    /// Whether it helps to wait.
    public var prospect: Prospect

    /// A lack of something.
    public init(_ need: Need, _ prospect: Prospect) {
        self.need = need
        self.prospect = prospect
    }
}
