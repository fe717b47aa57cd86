public import Experiments
public import Ledger

/// Where a study reads what became of jobs: a ledger, or a table made by hand.
public protocol StudySource {
    /// What each of these jobs left; jobs that are not settled are absent.
    func results(of jobs: [JobID]) throws(LetheError) -> [JobID: JobResult]
    /// Every attempt at each of these jobs; jobs never tried are absent.
    func attempts(of jobs: [JobID]) throws(LetheError) -> [JobID: [RecordedAttempt]]
}

extension SweepLedger: StudySource {}
