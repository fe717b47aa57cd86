internal import Experiments
internal import Fleet
internal import Foundation
internal import Ledger
internal import Scheduling

/// What `lethe status` shows of a run.
struct RunStatus: Encodable {
    var sweep: String
    /// The sweep file that it was made for, as it was given.
    var file: String
    var jobs: Int
    var done: Int
    var diverged: Int
    var failed: Int
    /// Jobs of the grid that are neither done, diverged nor failed.
    var open: Int
    var isFinished: Bool
    /// The process that coordinates the run now.
    var coordinator: Coordinator?
    /// Who works on it now; absent unless a coordinator answers.
    var workers: [Worker]?
    /// What hosts are set aside for; absent likewise.
    var setbacks: [Setback]?
    /// The estimated time to the end.
    var remainingSeconds: Double?

    struct Coordinator: Encodable {
        var process: Int
        var host: String
        var since: String
    }

    struct Worker: Encodable {
        var name: String
        /// The name that its supervisor drew.
        var host: String
        var machine: String
        var jobs: Int
        var executing: String?
        /// The share done of the job that it executes.
        var share: Double?
        var secondsSinceHeard: Double
    }

    struct Setback: Encodable {
        var host: String
        var machine: String
        var what: String
        var reason: String
        var secondsToRetry: Double
    }

    init(of ledger: SweepLedger, in directory: RunDirectory) throws {
        let record = try ledger.requiredSweep()
        sweep = record.name
        file = record.file
        jobs = record.jobCount
        if let finish = try ledger.finish(ofGrid: record.grid) {
            (done, diverged, failed) = (finish.done, finish.diverged, finish.failed)
            isFinished = true
        } else {
            let tally = try SettledCells(of: try record.sweep(), in: ledger).tally
            (done, diverged, failed) = (tally.done, tally.diverged, tally.failed)
            isFinished = false
        }
        open = jobs - done - diverged - failed
        let holder = directory.coordinator()
        coordinator = holder.map {
            Coordinator(process: $0.process, host: $0.host, since: $0.since.ISO8601Format())
        }
        if let address = holder?.endpoint { try add(answerAt: Endpoint(address)) }
    }

    /// Adds what the coordinator knows, if it answers.
    private mutating func add(answerAt endpoint: Endpoint) throws {
        guard let status = try StatusQuery.ask(endpoint) else { return }
        remainingSeconds = status.progress.remainingSeconds
        workers = status.workers.map { worker in
            Worker(
                name: worker.id.name,
                host: worker.host.name,
                machine: worker.machine,
                jobs: worker.heldJobs,
                executing: worker.executing?.description,
                share: worker.share,
                secondsSinceHeard: worker.secondsSinceHeard
            )
        }
        setbacks = status.setbacks.map { setback in
            Setback(
                host: setback.host.name,
                machine: setback.machine,
                what: setback.what,
                reason: setback.reason,
                secondsToRetry: setback.secondsToRetry
            )
        }
    }

    var text: String {
        let share = String(format: "%.1f %%", 100 * Double(jobs - open) / Double(max(jobs, 1)))
        var lines = ["\(sweep): \(Quantity.count(jobs - open)) of \(Quantity.jobs(jobs)) (\(share))"]
        lines.append("  made for \(file)")
        lines.append("  done \(done), diverged \(diverged), failed \(failed), open \(open)")
        if let coordinator {
            lines.append(
                "  coordinated by process \(coordinator.process) on \(coordinator.host) since \(coordinator.since)"
            )
        } else {
            lines.append(isFinished ? "  finished" : "  nobody coordinates it; `lethe run` continues it")
        }
        lines += (workers ?? []).map(\.text) + (setbacks ?? []).map(\.text)
        if let remainingSeconds { lines.append("  about \(Quantity.duration(remainingSeconds)) left") }
        return lines.joined(separator: "\n")
    }
}

extension RunStatus.Worker {
    fileprivate var text: String {
        let work = executing.map { "job \($0.prefix(12))" } ?? "idle"
        let share = share.map { ", \(Int(100 * $0)) % done" } ?? ""
        return "  worker \(name) on \(machine): \(work)\(share)"
    }
}

extension RunStatus.Setback {
    fileprivate var text: String {
        "  host \(host) on \(machine) is set aside for \(what), and tried again in "
            + "\(Quantity.duration(secondsToRetry)): \(reason)"
    }
}
