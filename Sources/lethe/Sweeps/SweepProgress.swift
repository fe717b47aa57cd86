internal import Ledger
internal import Scheduling

/// How far a sweep has come when `run` or `serve` ends.
enum SweepProgress {
    /// An earlier run had done everything.
    case finishedBefore(SweepRecord.Finish)
    /// Every job is accounted for.
    case complete(Tally)
    /// The user stopped it.
    case interrupted(Tally)
    /// Nobody present could do any job that was left, and why.
    case stuck(Tally, [String])
}
