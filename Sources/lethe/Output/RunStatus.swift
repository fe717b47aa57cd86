internal import Experiments
internal import Foundation
internal import Ledger

/// What `lethe status` shows of a run.
struct RunStatus: Encodable {
    var sweep: String
    var jobs: Int
    var done: Int
    var diverged: Int
    var failed: Int
    /// Jobs of the grid that are neither done, diverged nor failed.
    var open: Int
    var isFinished: Bool
    /// The process that coordinates the run now.
    var coordinator: Coordinator?

    struct Coordinator: Encodable {
        var process: Int
        var host: String
        var since: String
    }

    init(of ledger: SweepLedger, in directory: RunDirectory) throws {
        let record = try ledger.requiredSweep()
        sweep = record.name
        jobs = record.jobCount
        if let finish = try ledger.finish(ofGrid: record.grid) {
            (done, diverged, failed) = (finish.done, finish.diverged, finish.failed)
            isFinished = true
        } else {
            let counts = try RunStatus.counts(of: try record.sweep(), in: ledger)
            (done, diverged, failed) = (counts[.done] ?? 0, counts[.diverged] ?? 0, counts[.failed] ?? 0)
            isFinished = false
        }
        open = jobs - done - diverged - failed
        coordinator = directory.coordinator().map {
            Coordinator(process: $0.process, host: $0.host, since: $0.since.ISO8601Format())
        }
    }

    /// The settled cells of the current grid: a ledger may hold jobs of earlier grids too.
    static func counts(of sweep: Sweep, in ledger: SweepLedger) throws(LetheError) -> [JobStatus: Int] {
        let states = try ledger.states()
        var counts: [JobStatus: Int] = [:]
        for cell in 0..<sweep.grid.count {
            if let state = states[JobID(sweep.grid.experiment(ofCell: cell))] { counts[state.status, default: 0] += 1 }
        }
        return counts
    }

    var text: String {
        let share = String(format: "%.1f %%", 100 * Double(jobs - open) / Double(max(jobs, 1)))
        var lines = ["\(sweep): \(Quantity.count(jobs - open)) of \(Quantity.jobs(jobs)) (\(share))"]
        lines.append("  done \(done), diverged \(diverged), failed \(failed), open \(open)")
        if let coordinator {
            lines.append(
                "  coordinated by process \(coordinator.process) on \(coordinator.host) since \(coordinator.since)"
            )
        } else {
            lines.append(isFinished ? "  finished" : "  nobody coordinates it; `lethe run` continues it")
        }
        return lines.joined(separator: "\n")
    }
}
