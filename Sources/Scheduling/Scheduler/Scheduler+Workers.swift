internal import Experiments
internal import Hashing

// Workers come, say what they hold, and go.
extension Scheduler {
    mutating func join(_ id: WorkerID, _ hello: Hello) {
        if let reason = refusal(of: hello.identity) { return send(.refuse(reason: reason), to: id) }
        if workers.contains(id) {
            workers[id].identity = hello.identity
            workers[id].lastHeard = now
        } else {
            workers.insert(WorkerState(id: id, identity: hello.identity, credit: 0, lastHeard: now))
            record([.workerJoined(id, hello.identity)])
        }
        awaited.remove(id)
        welcome(id, to: hello.identity)
        let timing = Welcome(heartbeatInterval: policy.heartbeatInterval, leaseDuration: policy.leaseDuration)
        send(.welcome(timing), to: id)
        if phase == .draining { send(.drain, to: id) }
        noteHeartbeat(Heartbeat(credit: hello.credit, claims: hello.claims), of: id)
        // Others may have been kept waiting for this one.
        if awaited.isEmpty { dispatchToAll() }
    }

    private func refusal(of identity: WorkerIdentity) -> String? {
        if identity.protocolRevision != .current {
            return "the worker speaks revision \(identity.protocolRevision.number) of the protocol, the coordinator "
                + "\(ProtocolRevision.current.number); run the same version of lethe on both"
        }
        if identity.numericsRevision != .current {
            return "the worker computes with numerics revision \(identity.numericsRevision.number), the coordinator "
                + "expects \(NumericsRevision.current.number); run the same version of lethe on both"
        }
        if let knownAnswer, identity.knownAnswer != knownAnswer {
            return "the worker computes other bits: its known-answer test on \(identity.processor) came to "
                + "\(identity.knownAnswer?.hex ?? "nothing") instead of \(knownAnswer.hex)"
        }
        return nil
    }

    /// A host that was not there before may do what nobody could.
    private mutating func welcome(_ id: WorkerID, to identity: WorkerIdentity) {
        let known = hosts.find(identity.host)
        if known?.isPresent != true, known?.setbacks.isEmpty ?? true { stuckSince = nil }
        hosts[identity.host].machine = identity.machine
        hosts[identity.host].workers.insert(id)
    }

    // MARK: - Signs of life

    mutating func noteHeartbeat(_ heartbeat: Heartbeat, of id: WorkerID) {
        workers[id].credit = heartbeat.credit
        // A finished job's result comes by itself and is acknowledged then.
        let unwanted = heartbeat.claims.filter { !keep($0, of: id) && $0.stage != .finished }
        if !unwanted.isEmpty { send(.cancel(unwanted.map(\.reference)), to: id) }
        // What is queued behind a running job is given up in its turn.
        let isAnyRunning = heartbeat.claims.contains(where: \.isRunning)
        let held = unwanted.filter { $0.isRunning || !isAnyRunning }.map(\.reference.job)
        if workers[id].holdsOn(to: held, for: policy.cancelPatience, at: now) { kill(id) }
        releaseUnclaimed(by: id, Set(heartbeat.claims.map(\.reference.rank)))
    }

    /// Has a worker ended that does not let go of a job; whoever started it starts another in its place.
    private mutating func kill(_ id: WorkerID) {
        if let supervisor = hosts[workers[id].identity.host].supervisor {
            send(.kill(id), to: supervisor)
        } else {
            effects.append(.kill(id))
        }
    }

    /// Extends, revives or adopts the lease on an attempt that a worker says it holds; false if nobody needs it.
    private mutating func keep(_ claim: Claim, of id: WorkerID) -> Bool {
        let rank = claim.reference.rank
        guard board.openIfUnfinished(claim.reference), board[rank].ending == nil else { return false }
        let deadline = now + policy.leaseDuration
        let attempt = claim.reference.attempt
        let index =
            board[rank].copyIndex(claimedBy: id, attempt: attempt)
            ?? board[rank].adoptCopy(
                attempt,
                worker: id,
                of: workers[id].identity,
                at: now,
                until: deadline
            )
        if case .running(let progress) = claim.stage { board[rank].copies[index].note(progress, at: now) }
        let copy = board[rank].copies[index]
        guard !copy.isRevoked, !copy.isStalled(at: now, policy) else { return false }
        board[rank].copies[index].isLive = true
        board[rank].copies[index].deadline = deadline
        board.dequeue(rank)
        if !workers[id].held.contains(rank) { workers[id].held.append(rank) }
        return true
    }

    /// Lets go of lost copies that the worker had been too stuck to give up, and now has.
    private mutating func releaseUnclaimed(by id: WorkerID, _ claimed: Set<JobRank>) {
        for rank in workers[id].held where !claimed.contains(rank) {
            guard let index = board[rank].copyIndex(heldBy: id), !board[rank].copies[index].isLive else { continue }
            workers[id].release(rank)
        }
    }

    mutating func noteStart(of reference: AttemptReference, by id: WorkerID) {
        let rank = reference.rank
        guard let job = board.open[rank], let index = job.copyIndex(of: id, attempt: reference.attempt) else { return }
        board[rank].copies[index].start(at: now)
        board[rank].copies[index].deadline = now + policy.leaseDuration
        workers[id].noteStart(of: rank, at: now)
    }

    // MARK: - Leases that end without a result

    /// Ends the leases of a living worker that it no longer claims, or on which it makes no progress.
    mutating func expireLeases(of id: WorkerID) {
        for rank in workers[id].held {
            guard let index = board[rank].copyIndex(heldBy: id), board[rank].copies[index].isLive else { continue }
            let copy = board[rank].copies[index]
            if copy.isStalled(at: now, policy) {
                // The worker stays occupied until it says otherwise.
                send(.cancel([board[rank].reference(of: copy)]), to: id)
                accuseOfStalling(rank, copy: index)
            } else if copy.deadline <= now {
                workers[id].release(rank)
                abandon(rank, copy: index)
            }
        }
    }

    /// Declares an attempt lost and puts its job back.
    mutating func abandon(_ rank: JobRank, copy index: Int) {
        board[rank].copies[index].isLive = false
        record([ended(board[rank].copies[index], of: rank, .lost(nil))])
        if board[rank].isWaiting { board.enqueue(rank) }
    }

    /// Takes back jobs that a worker has not begun. Nothing was tried, so nothing is recorded.
    mutating func takeBack(_ references: [AttemptReference], from id: WorkerID) {
        for reference in references {
            let rank = reference.rank
            guard let job = board.open[rank], let index = job.copyIndex(of: id, attempt: reference.attempt) else {
                continue
            }
            let wasWaiting = job.isWaiting
            board[rank].copies.remove(at: index)
            workers[id].release(rank)
            if board[rank].isWaiting, !wasWaiting { board.enqueue(rank) }
        }
        dispatchToAll()
    }

    /// A worker is gone for a reason that is no job's fault.
    mutating func lose(_ id: WorkerID) {
        guard workers.contains(id) else { return }
        remove(id)
        dispatchToAll()
    }

    /// Forgets a worker; what it held goes back.
    mutating func remove(_ id: WorkerID) {
        for rank in workers[id].held {
            guard let index = board[rank].copyIndex(heldBy: id), board[rank].copies[index].isLive else { continue }
            abandon(rank, copy: index)
        }
        hosts[workers[id].identity.host].workers.remove(id)
        workers.remove(id)
        record([.workerLeft(id)])
    }
}
