internal import Experiments
internal import Ledger
internal import Scheduling

/// What `run` and `serve` show at their end.
struct RunSummary: Encodable {
    var sweep: String
    var status: Status
    var jobs: Int
    var done: Int
    var diverged: Int
    var failed: Int
    /// Jobs that are still to be done.
    var open: Int
    /// Why nobody could do them; absent unless that is why the run ended.
    var reasons: [String]?
    var directory: String
    /// The report's page; absent if the sweep was interrupted.
    var report: String?
    var wallSeconds: Double

    init(of sweep: Sweep, _ progress: SweepProgress, in directory: RunDirectory, seconds: Double) {
        self.sweep = sweep.name
        jobs = sweep.grid.count
        self.directory = directory.path
        wallSeconds = seconds
        let status: Status
        switch progress {
        case .finishedBefore(let finish):
            status = .finishedBefore
            (done, diverged, failed) = (finish.done, finish.diverged, finish.failed)
        case .complete(let tally):
            status = .finished
            (done, diverged, failed) = (tally.done, tally.diverged, tally.failed)
        case .interrupted(let tally):
            status = .interrupted
            (done, diverged, failed) = (tally.done, tally.diverged, tally.failed)
        case .stuck(let tally, let reasons):
            status = .unfinished
            (done, diverged, failed) = (tally.done, tally.diverged, tally.failed)
            self.reasons = reasons
        }
        self.status = status
        open = jobs - done - diverged - failed
        if status == .finished || status == .finishedBefore { report = directory.reportPage }
    }

    /// How a run ended.
    enum Status: String, Encodable {
        case finished
        case finishedBefore = "finished before"
        /// The user stopped it.
        case interrupted
        /// Nobody present could do what was left.
        case unfinished
    }

    /// 130 if the user stopped it, 1 if a job failed or nobody could do it.
    var exitCode: Int32 {
        switch status {
        case .interrupted: 130
        case .unfinished: 1
        case .finished, .finishedBefore: failed > 0 ? 1 : 0
        }
    }

    var text: String {
        let counts = "\(done) done, \(diverged) diverged, \(failed) failed"
        let retry = failed > 0 ? "; --retry-failed runs what failed again" : ""
        return switch status {
        case .interrupted:
            "interrupted: \(jobs - open) of \(Quantity.jobs(jobs)) ended (\(counts)); the same command continues"
        case .unfinished:
            "\(sweep): \(jobs - open) of \(Quantity.jobs(jobs)) ended (\(counts)); no worker here can do the other "
                + "\(open): \((reasons ?? []).joined(separator: "; ")); the same command continues"
        case .finishedBefore:
            "\(sweep) is finished already: \(Quantity.jobs(jobs)), \(counts)\(retry)"
        case .finished:
            "\(sweep): \(Quantity.jobs(jobs)), \(counts) in \(Quantity.duration(wallSeconds))\(retry)"
        }
    }
}
