internal import Glibc
internal import Scheduling

/// One place of a pool, and the worker process in it.
struct WorkerSlot {
    /// A worker process, started here or left by a coordinator before.
    struct Tenant {
        var presence: PresenceFile
        /// Nil for a survivor, which is another process's child.
        var child: ChildProcess?
        var since: SuspendingClock.Instant
        /// The system's count of memory kills when it was started.
        var memoryKills: Int

        var worker: WorkerID { presence.worker }

        /// Blocks until the process has ended.
        var waitForEnd: @Sendable () -> Void {
            if let child { { child.waitForEnd() } } else { { [presence] in presence.waitForEnd() } }
        }

        func send(signal: Int32) {
            if let child {
                child.send(signal: signal)
            } else if presence.isHeld, let process = presence.read().process, process > 0 {
                kill(process, signal)
            }
        }

        /// What can be told of a worker that ended against its will.
        func death(_ end: ProcessEnd?, _ record: PresenceRecord, log: [String]) -> WorkerDeath {
            var death = WorkerDeath(worker: worker, executing: record.executing, logLines: log)
            switch end {
            case .exited(let code): death.exitCode = code
            case .signalled(let signal):
                death.signal = signal
                death.outOfMemory = signal == Int(SIGKILL) && MemoryKills.count() > memoryKills
            case nil: break
            }
            return death
        }
    }

    enum State {
        case occupied(Tenant)
        /// The next worker is started then.
        case waiting(until: SuspendingClock.Instant)
        case closed
    }

    /// From 1.
    let number: Int
    var log: WorkerLog
    var state: State
    /// Deaths in a row.
    var deaths = 0

    var tenant: Tenant? {
        if case .occupied(let tenant) = state { tenant } else { nil }
    }
}
