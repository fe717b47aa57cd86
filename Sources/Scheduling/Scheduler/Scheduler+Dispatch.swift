// Who gets which job next.
extension Scheduler {
    /// Gives every worker what it should hold now; hosts to be tried again come last, so that what they may lack goes
    /// to one that has it.
    mutating func dispatchToAll() {
        guard hosts.isAnyAside else {
            for worker in workers.ids { dispatch(to: worker) }
            return
        }
        let isToBeTried = { [hosts, workers] (id: WorkerID) in
            hosts[workers[id].identity.host].setbacks.contains { $0.state == .due }
        }
        let (sound, tried) = (workers.ids.filter { !isToBeTried($0) }, workers.ids.filter(isToBeTried))
        for worker in sound + tried { dispatch(to: worker) }
    }

    /// Gives a worker what it should hold now.
    mutating func dispatch(to id: WorkerID) {
        guard phase == .running, awaited.isEmpty, workers.contains(id), workers[id].credit > 0, !isResting(id)
        else { return }
        // A job that may have killed a worker has its next one for itself: workers run dry until one can take it.
        if let lone = board.solitary.first(where: { mayDo($0, on: workers[id].identity.host) }) {
            guard workers[id].held.isEmpty else { return }
            board.dequeue(lone)
            return send(.lease([lease([lone], to: id)]), to: id)
        }
        // Where nothing has ended, the last job is tried: those that come first are much alike.
        if hosts[workers[id].identity.host].isTriedAltogether, workers[id].held.isEmpty, let last = lastJob(for: id) {
            board.dequeue(last)
            return send(.lease([lease([last], to: id)]), to: id)
        }
        let leases = nextLeases(for: id)
        if !leases.isEmpty { send(.lease(leases), to: id) }
    }

    private mutating func lastJob(for id: WorkerID) -> JobRank? {
        let host = workers[id].identity.host
        if let last = board.openLast(where: hosts[host].mayTake), mayDo(last, on: host) { return last }
        return board.waiting.last { mayDo($0, on: host) }
    }

    private mutating func nextLeases(for id: WorkerID) -> [Lease] {
        var leases: [Lease] = []
        let credit = Credit(policy: policy)
        while let place = nextPlace(for: id), let rank = peek(place) {
            let seconds = estimator.estimate(operations: board[rank].job.expectedOperations, on: id)?.mean
            let target = credit.target(
                for: workers[id],
                nextJobSeconds: seconds,
                remaining: board.remaining,
                workers: workers.count
            )
            let held = workers[id].held.count
            guard leases.isEmpty ? credit.isDue(held: held, target: target) : held < target,
                !leases.isEmpty || mayHoldMore(id)
            else { break }
            leases.append(lease(takeBundle(at: place, for: id, atMost: workers[id].credit - held), to: id))
        }
        return leases
    }

    /// Whether nothing that a worker holds wants it for itself: a job after a death, or one in which it is stuck.
    private func mayHoldMore(_ id: WorkerID) -> Bool {
        workers[id].held.allSatisfy { rank in
            let job = board[rank]
            return !job.mustRunAlone && job.copyIndex(heldBy: id).map { job.copies[$0].isLive } ?? false
        }
    }

    /// Where the first job waits that a worker may do.
    private mutating func nextPlace(for id: WorkerID) -> Int? {
        let host = workers[id].identity.host
        let place = nextPlace(on: host)
        guard let shelved = board.shelf.first(where: { hosts[host].mayTake($0) }),
            place.map({ shelved.rank < board.waiting[$0] }) ?? true
        else { return place }
        let isTrial = hosts[host].isTrial(shelved.needs)
        board.unshelve(shelved.needs, atMost: isTrial ? 1 : policy.largestBundle)
        return nextPlace(on: host)
    }

    private mutating func nextPlace(on host: HostID) -> Int? {
        repeat {
            var (place, passed) = (0, 0)
            while passed < policy.lookahead {
                guard let rank = peek(place) else { return nil }
                if mayDo(rank, on: host) { return place }
                place += 1
                if board[rank].isUntouched { passed += 1 }
            }
        } while board.shelveUntouched()
        return nil
    }

    private mutating func peek(_ place: Int) -> JobRank? {
        board.peek(place, anyoneMayTake: hosts.anyoneMayTake)
    }

    /// Whether a host may be given a job: it is not set aside for it, and has shown nothing against it.
    func mayDo(_ rank: JobRank, on host: HostID) -> Bool {
        let job = board[rank]
        guard hosts[host].mayTake(job.job.needs) else { return false }
        return job.failures.isEmpty && job.deaths.isEmpty
            || !job.accusers(deathsToQuarantine: policy.deathsToQuarantine).contains(host)
    }

    /// Takes a job from the queue, and those behind it that belong with it.
    private mutating func takeBundle(at place: Int, for id: WorkerID, atMost room: Int) -> [JobRank] {
        let bundling = Bundling(largest: policy.largestBundle)
        let host = workers[id].identity.host
        let isTrial = peek(place).map { hosts[host].isTrial(board[$0].job.needs) } ?? false
        let limit = isTrial ? 1 : min(room, bundling.limit(remaining: board.remaining, workers: workers.count))
        // One more than may be taken, since a cut lies between two jobs.
        var candidates: [JobRank] = []
        while candidates.count <= limit, let rank = peek(place + candidates.count) {
            // A job that was drawn just now may come before those that waited, and shift them.
            if let last = candidates.last, rank <= last { break }
            if let first = candidates.first {
                guard bundling.shares(board[rank].job, with: board[first].job), mayDo(rank, on: host) else { break }
            }
            candidates.append(rank)
        }
        let most = min(limit, candidates.count)
        let count = bundling.cut(candidates.map { board[$0].job.affinity }, within: (most + 1) / 2...most)
        let bundle = Array(candidates.prefix(count))
        for rank in bundle { board.dequeue(rank) }
        return bundle
    }

    mutating func lease(_ ranks: [JobRank], to id: WorkerID) -> Lease {
        let items = ranks.map { rank in
            let copy = board[rank].leaseCopy(
                to: id,
                of: workers[id].identity,
                at: now,
                until: now + policy.leaseDuration
            )
            workers[id].hold(rank, at: now)
            let job = board[rank].job
            hosts[copy.host].beginTrial(rank, job.needs)
            return Lease.Item(
                reference: board[rank].reference(of: copy),
                payload: job.payload,
                expectedOperations: job.expectedOperations,
                expectedBytes: job.needs.memoryBytes
            )
        }
        return Lease(items: items)
    }
}
