internal import Experiments

// Results arrive, are recorded, and are acknowledged once they are durable.
extension Scheduler {
    mutating func take(_ result: AttemptResult, from id: WorkerID) {
        let acknowledgement = Acknowledgement(worker: id, reference: result.reference)
        // The worker grew impatient: its result is on its way into the ledger.
        guard !commits.holds(acknowledgement) else { return }
        guard board.openIfUnfinished(result.reference) || reopenIfMeasured(result) else {
            return takeLate(result, from: id)
        }
        let rank = result.reference.rank
        let index =
            board[rank].copyIndex(of: id, attempt: result.reference.attempt)
            ?? board[rank].adoptCopy(
                result.reference.attempt,
                worker: id,
                of: workers[id].identity,
                at: now,
                until: now
            )
        board[rank].copies[index].isLive = false
        board[rank].copies[index].cost = result.cost
        if !board[rank].isLeased(to: id) { workers[id].release(rank) }
        let copy = board[rank].copies[index]
        switch result.ending {
        case .outcome(let outcome):
            estimator.learn(result.cost, expectedOperations: board[rank].job.expectedOperations, worker: id)
            noteEnd(of: board[rank].job, on: copy.host)
            let delivered = ended(copy, of: rank, .delivered(outcome))
            if board[rank].ending == nil {
                finish(rank, Tally.Ending(outcome), records: [delivered], acknowledging: [acknowledgement])
            } else {
                // It failed a moment ago, and was measured all the same.
                if board[rank].ending == .failed { board[rank].ending = Tally.Ending(outcome) }
                record([delivered], acknowledging: [acknowledgement])
            }
        case .failure(let failure, let blame):
            takeFailure(failure, blame, of: rank, copy, acknowledgement)
        }
    }

    /// Opens a job again that had failed and was measured after all.
    private mutating func reopenIfMeasured(_ result: AttemptResult) -> Bool {
        guard case .outcome = result.ending, board.reopenIfFailed(result.reference) else { return false }
        tally.failed -= 1
        endedOperations -= Double(board[result.reference.rank].job.expectedOperations)
        return true
    }

    /// A result of a job that has ended durably, or that this sweep does not have.
    private mutating func takeLate(_ result: AttemptResult, from id: WorkerID) {
        let reference = result.reference
        guard case .outcome(let outcome) = result.ending, (0..<catalogue.count).contains(reference.rank.number) else {
            return send(.acknowledge([reference]), to: id)
        }
        let job = catalogue.job(at: reference.rank)
        guard job.id == reference.job else { return send(.acknowledge([reference]), to: id) }
        // The ledger knows whether it has this very attempt already, and compares the outcomes.
        let late = EndedAttempt(
            rank: reference.rank,
            payload: job.payload,
            attempt: Attempt(job: job.id, id: reference.attempt, cause: JobCopy.likelyCause(of: reference.attempt)),
            worker: id,
            host: workers[id].identity.host,
            machine: workers[id].identity.machine,
            ending: .delivered(outcome),
            started: now,
            cost: result.cost
        )
        record([.attemptEnded(late)], acknowledging: [Acknowledgement(worker: id, reference: reference)])
    }

    /// Ends a job, once and for all.
    mutating func finish(
        _ rank: JobRank,
        _ ending: Tally.Ending,
        records: [Record],
        acknowledging: [Acknowledgement] = []
    ) {
        var records = records
        let losers = board[rank].liveCopies
        for loser in losers {
            send(.cancel([board[rank].reference(of: loser)]), to: loser.worker)
            records.append(ended(loser, of: rank, .discarded))
        }
        for index in board[rank].copies.indices {
            board[rank].copies[index].isLive = false
            let worker = board[rank].copies[index].worker
            guard workers.contains(worker) else { continue }
            workers[worker].release(rank)
            // It was right.
            if ending == .failed { workers[worker].restsUntil = nil }
        }
        board.dequeue(rank)
        suspects.remove(rank)
        board[rank].ending = ending
        record(records, acknowledging: acknowledging, closing: [rank])
        for loser in losers { dispatch(to: loser.worker) }
    }

    mutating func noteCommit(through number: RecordNumber) {
        var order: [WorkerID] = []
        var references: [WorkerID: [AttemptReference]] = [:]
        for entry in commits.take(through: number) {
            for rank in entry.closing { close(rank) }
            for one in entry.acknowledgements {
                if references[one.worker] == nil { order.append(one.worker) }
                references[one.worker, default: []].append(one.reference)
            }
        }
        for worker in order { send(.acknowledge(references[worker] ?? []), to: worker) }
    }

    private mutating func close(_ rank: JobRank) {
        guard let ending = board[rank].ending else { return }
        tally.count(ending)
        endedOperations += Double(board[rank].job.expectedOperations)
        throughput.add(at: now)
        board.close(rank, ending)
    }

    func ended(
        _ copy: JobCopy,
        of rank: JobRank,
        _ ending: EndedAttempt.Ending
    ) -> Record {
        .attemptEnded(
            EndedAttempt(
                rank: rank,
                payload: board[rank].job.payload,
                attempt: Attempt(job: board[rank].job.id, id: copy.recorded, cause: copy.cause),
                worker: copy.worker,
                host: copy.host,
                machine: copy.machine,
                ending: ending,
                started: copy.startedAt ?? copy.leasedAt,
                cost: copy.cost
            )
        )
    }
}
