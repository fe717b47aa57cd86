internal import Experiments

// Hosts that lack what jobs need, and sweeps that nobody present can go on with.
extension Scheduler {
    /// Sets a host aside for the jobs that need what it lacks.
    mutating func setAside(_ host: HostID, _ lack: Lack, _ failure: Failure, for job: PoolJob) {
        let cause: Setback.Cause =
            switch lack.need {
            case .key(let key) where job.needs.keys.contains(key): .lacks(key: key)
            case .memory: .lacksMemory(bytes: job.needs.memoryBytes)
            // What the job never asked for: there is no telling which others are concerned.
            case .key: .endsNothing
            }
        setAside(host, cause, lack.prospect, failure.reason)
    }

    mutating func setAside(_ host: HostID, _ cause: Setback.Cause, _ prospect: Lack.Prospect, _ reason: String) {
        guard let setback = hosts[host].setAside(cause, prospect, reason, policy: policy, at: now) else { return }
        let machine = hosts[host].machine
        effects.append(.tell(.setAside(host, machine: machine, what: setback.words, reason: reason)))
        for worker in hosts[host].workers.sorted() {
            send(.setAside(reason: "no \(setback.words): \(reason)"), to: worker)
        }
    }

    /// A job ended on a host: what it needs is there.
    mutating func noteEnd(of job: PoolJob, on host: HostID) {
        stuckSince = nil
        let isNews = hosts[host].isUnproven || !hosts[host].setbacks.isEmpty
        guard isNews else { return }
        let before = hosts[host].setbacks
        hosts[host].noteEnd(job.needs)
        for setback in before where setback.concerns(job.needs) {
            effects.append(.tell(.isBack(host, machine: hosts[host].machine, what: setback.words)))
        }
    }

    /// Makes it time to try hosts again.
    mutating func advanceSetbacks() {
        board.allowShelving()
        for host in hosts.inOrder where !host.setbacks.isEmpty {
            let workers = workers
            hosts[host.id].advance(to: now) { rank in
                host.workers.contains { workers.find($0)?.held.contains(rank) ?? false }
            }
        }
    }

    // MARK: - Nobody can

    /// Says so when nobody present can do any job that is left, and gives up once that has lasted too long.
    mutating func giveUpIfStuck() {
        guard phase == .running, awaited.isEmpty, let obstacle = obstacle() else { return }
        if stuckSince == nil {
            stuckSince = now
            if obstacle != .nobodyPresent { effects.append(.tell(.stuck(reasonsToBeStuck()))) }
        }
        if let since = stuckSince, let limit = policy.patience.limit(obstacle), now - since >= limit {
            phase = .givingUp
        }
    }

    private func obstacle() -> Obstacle? {
        guard workers.inOrder.allSatisfy(\.held.isEmpty) else { return nil }
        let present = hosts.present
        if present.isEmpty { return .nobodyPresent }
        // Jobs that were not drawn yet may be such that someone can do them.
        guard board.isDrawn else { return nil }
        let left = board.waiting + board.solitary
        guard !left.isEmpty || !board.shelf.isEmpty else { return nil }
        for host in present {
            if left.contains(where: { mayDo($0, on: host.id) }) { return nil }
            if board.shelf.kinds.contains(where: host.mayTake) { return nil }
        }
        let mayPass = present.contains { $0.setbacks.contains { $0.prospect == .passing } }
        return mayPass ? .passing : .missing
    }

    /// Why nobody present can, a sentence for each reason.
    func reasonsToBeStuck() -> [String] {
        // One whose workers are just being replaced still tells why.
        let hosts = hosts.present.isEmpty ? hosts.inOrder : hosts.present
        if hosts.isEmpty { return ["no worker has joined"] }
        var seen: Set<String> = []
        let reasons = hosts.flatMap(\.setbacks).map(\.reason).filter { seen.insert($0).inserted }
        return reasons.isEmpty ? ["no worker is left"] : reasons
    }
}
