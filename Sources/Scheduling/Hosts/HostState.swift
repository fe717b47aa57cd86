internal import Experiments

/// A host as the coordinator sees it: who works there, and what it is set aside for.
struct HostState {
    let id: HostID
    /// The machine's name, for people.
    var machine = ""
    /// Workers that have joined.
    var workers: Set<WorkerID> = []
    /// Who can end its workers, if another process does.
    var supervisor: WorkerID?
    private(set) var setbacks: [Setback] = []
    private var standing = Standing.unproven(troubled: [])

    /// Whether jobs end there.
    private enum Standing {
        /// None has ended, and these died or failed.
        case unproven(troubled: Set<JobID>)
        case proven
    }

    init(id: HostID) {
        self.id = id
    }

    var isPresent: Bool { !workers.isEmpty }

    /// Whether no job has ended there yet.
    var isUnproven: Bool {
        if case .unproven = standing { true } else { false }
    }

    /// Whether it may be given a job with these needs.
    func mayTake(_ needs: Needs) -> Bool {
        setbacks.allSatisfy { $0.state == .due || !$0.concerns(needs) }
    }

    /// Whether a job with these needs would be a trial.
    func isTrial(_ needs: Needs) -> Bool {
        setbacks.contains { $0.state == .due && $0.concerns(needs) }
    }

    /// Whether it is time to see whether any job at all ends here.
    var isTriedAltogether: Bool { setbacks.contains { $0.cause == .endsNothing && $0.state == .due } }

    mutating func beginTrial(_ rank: JobRank, _ needs: Needs) {
        for index in setbacks.indices where setbacks[index].state == .due && setbacks[index].concerns(needs) {
            setbacks[index].state = .trying(rank)
        }
    }

    /// A job with these needs ended here: what it needs is there.
    mutating func noteEnd(_ needs: Needs) {
        setbacks.removeAll { $0.concerns(needs) }
        standing = .proven
    }

    /// A job died or failed here, by its own fault as it seems; true once it is the host that seems to be at fault.
    mutating func noteTrouble(of job: JobID, limit: Int) -> Bool {
        guard case .unproven(var troubled) = standing else { return false }
        troubled.insert(job)
        standing = .unproven(troubled: troubled)
        return troubled.count >= limit
    }

    /// Sets the host aside; the new setback, or nil if it was aside for that already.
    mutating func setAside(
        _ cause: Setback.Cause,
        _ prospect: Lack.Prospect,
        _ reason: String,
        policy: PoolPolicy,
        at now: Instant
    ) -> Setback? {
        if let index = setbacks.firstIndex(where: { $0.isSameKind(as: cause, prospect) }) {
            setbacks[index].renew(prospect, reason, longest: policy.longestSetback, at: now)
            if case .lacksMemory(let bytes) = cause { setbacks[index].extend(toMemory: bytes) }
            return nil
        }
        let wait = policy.firstSetback
        setbacks.append(
            Setback(cause: cause, prospect: prospect, reason: reason, state: .waiting(until: now + wait), wait: wait)
        )
        return setbacks.last
    }

    /// Makes trials due, also those of which nothing came.
    ///
    /// - Parameter isHeld: whether one of the host's workers still has the job that was tried.
    mutating func advance(to now: Instant, isHeld: (JobRank) -> Bool) {
        for index in setbacks.indices {
            switch setbacks[index].state {
            case .waiting(let until) where until <= now: setbacks[index].state = .due
            case .trying(let rank) where !isHeld(rank): setbacks[index].state = .due
            default: break
            }
        }
    }
}

extension Setback {
    /// Whether both are about the same thing. Memory that is not there, and memory that others use, are two things.
    fileprivate func isSameKind(as other: Cause, _ prospect: Lack.Prospect) -> Bool {
        if case .lacksMemory = cause, case .lacksMemory = other { return self.prospect == prospect }
        return cause == other
    }
}
