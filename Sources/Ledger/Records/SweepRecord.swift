public import Experiments
public import FoundationEssentials
public import Hashing

/// A sweep as it was given to `run`: enough to make its grid and its report again from the ledger alone.
public struct SweepRecord: Hashable, Sendable {
    /// A data set of the sweep, under the text that names its source in the sweep file.
    public struct Source: Hashable, Sendable {
        /// Which source of the sweep file this is.
        public var source: String
        /// What the source held.
        public var summary: DatasetSummary

        /// A data set and the source it came from.
        public init(source: String, summary: DatasetSummary) {
            self.source = source
            self.summary = summary
        }
    }

    /// How a sweep ended.
    public struct Finish: Hashable, Sendable {
        /// When its last job was settled.
        public var at: Date
        /// Jobs with a complete outcome.
        public var done: Int
        /// Jobs whose loss stopped being finite.
        public var diverged: Int
        /// Jobs that were given up.
        public var failed: Int

        /// The end of a sweep.
        public init(at: Date, done: Int, diverged: Int, failed: Int) {
            self.at = at
            self.done = done
            self.diverged = diverged
            self.failed = failed
        }
    }

    /// What the sweep file calls it.
    public var name: String
    /// The sweep file's path as it was given.
    public var file: String
    /// The same from the root, by which the file is told from others; nil if an earlier version began the sweep.
    public var path: String?
    /// The sweep file's text.
    public var text: String
    /// The digest of its grid.
    public var grid: Digest
    /// The number of its cells.
    public var jobCount: Int
    /// The revision under which its jobs are computed.
    public var numerics: NumericsRevision
    /// Lethe's version.
    public var version: String
    /// Its data sets.
    public var sources: [Source]
    /// When it was first given.
    public var created: Date

    /// A sweep as it was given.
    public init(
        name: String,
        file: String,
        path: String? = nil,
        text: String,
        grid: Digest,
        jobCount: Int,
        numerics: NumericsRevision = .current,
        version: String,
        sources: [Source],
        created: Date
    ) {
        self.name = name
        self.file = file
        self.path = path
        self.text = text
        self.grid = grid
        self.jobCount = jobCount
        self.numerics = numerics
        self.version = version
        self.sources = sources
        self.created = created
    }
}
