internal import Experiments
internal import Ledger
internal import Scheduling

/// What `run` and `serve` show at their end.
struct RunSummary: Encodable {
    var sweep: String
    var status: String
    var jobs: Int
    var done: Int
    var diverged: Int
    var failed: Int
    var directory: String
    /// The report's page; absent if the sweep was interrupted.
    var report: String?
    var wallSeconds: Double

    init(of sweep: Sweep, _ progress: SweepProgress, in directory: RunDirectory, seconds: Double) {
        self.sweep = sweep.name
        jobs = sweep.grid.count
        self.directory = directory.path
        wallSeconds = seconds
        switch progress {
        case .finishedBefore(let finish):
            status = "finished before"
            (done, diverged, failed) = (finish.done, finish.diverged, finish.failed)
        case .complete(let tally):
            status = "finished"
            (done, diverged, failed) = (tally.done, tally.diverged, tally.failed)
        case .interrupted(let tally):
            status = "interrupted"
            (done, diverged, failed) = (tally.done, tally.diverged, tally.failed)
        }
        if status != "interrupted" { report = directory.reportPage }
    }

    /// 130 if the user stopped it, 1 if a job failed.
    var exitCode: Int32 {
        if status == "interrupted" { return 130 }
        return failed > 0 ? 1 : 0
    }

    var text: String {
        let counts = "\(done) done, \(diverged) diverged, \(failed) failed"
        switch status {
        case "interrupted":
            return "interrupted: \(done + diverged + failed) of \(Quantity.jobs(jobs)) ended (\(counts)); "
                + "the same command continues"
        case "finished before":
            return "\(sweep) is finished already: \(Quantity.jobs(jobs)), \(counts)"
        default:
            return "\(sweep): \(Quantity.jobs(jobs)), \(counts) in \(Quantity.duration(wallSeconds))"
        }
    }
}
