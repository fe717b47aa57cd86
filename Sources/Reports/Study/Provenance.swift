public import Ledger

/// Where a study's numbers come from.
public struct Provenance: Sendable {
    /// The sweep as it was given to `run`.
    public var sweep: SweepRecord
    /// How it ended, if it did.
    public var finish: SweepRecord.Finish?
    /// The version of Lethe that writes the report.
    public var reporter: String

    /// The provenance of a sweep.
    public init(sweep: SweepRecord, finish: SweepRecord.Finish? = nil, reporter: String) {
        self.sweep = sweep
        self.finish = finish
        self.reporter = reporter
    }
}
