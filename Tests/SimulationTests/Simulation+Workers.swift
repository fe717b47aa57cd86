import Experiments
import Scheduling

extension Simulation {
    mutating func startWorker() {
        guard living.count < plan.workers else { return }
        started += 1
        let taken = Set(living.compactMap { workers[$0]?.place })
        guard let place = (0..<plan.workers).first(where: { !taken.contains($0) }) else { return }
        let worker = SimulatedWorker(started, place: place, plan: plan, policy: policy, dice: &dice, at: now)
        workers[worker.id] = worker
        living.append(worker.id)
        tellWorker(worker.id, .woken)
    }

    mutating func wake(_ id: WorkerID) {
        if let frozenUntil = workers[id]?.frozenUntil, frozenUntil > now {
            return agenda.plan(.workerWakes(id), at: frozenUntil)
        }
        if let wakeAt = workers[id]?.wakeAt, wakeAt <= now { tellWorker(id, .woken) }
    }

    mutating func tellWorker(_ id: WorkerID, _ event: WorkerSession.Event) {
        guard let worker = workers[id] else { return }
        if let frozenUntil = worker.frozenUntil, frozenUntil > now {
            // What arrives at a frozen process waits in its socket.
            if case .received(let message) = event { agenda.plan(.arrivesAtWorker(id, message), at: frozenUntil) }
            return
        }
        guard let effects = workers[id]?.session.handle(event, at: now) else { return }
        for effect in effects {
            switch effect {
            case .send(let message): send(message, from: id)
            case .start(let lease):
                if workers[id]?.lease.isEmpty == false { findings.append("\(id) started two leases at once") }
                workers[id]?.lease = lease.items
                beginNext(id)
            case .cancel(let jobs):
                for job in jobs { agenda.plan(.jobAborts(id, job), at: now + .milliseconds(5)) }
            case .say: break
            case .wake(let time):
                workers[id]?.wakeAt = time
                agenda.plan(.workerWakes(id), at: time)
            case .exit(let reason): leave(id, reason)
            }
        }
    }

    private mutating func send(_ message: WorkerMessage, from id: WorkerID) {
        guard workers[id]?.isPartitioned == false else { return }
        let message = throughWire(message)
        for time in network.arrivals(on: "from \(id)", plan: plan, at: now, dice: &dice) {
            agenda.plan(.arrivesAtCoordinator(message, from: id), at: time)
        }
    }

    private mutating func leave(_ id: WorkerID, _ reason: WorkerSession.Exit) {
        if case .refused = reason { findings.append("\(id) was refused") }
        if reason == .orphaned { coverage.orphans += 1 }
        bury(id)
    }

    private mutating func bury(_ id: WorkerID) {
        workers[id] = nil
        living.removeAll { $0 == id }
        agenda.plan(.workerStarts, at: now + dice.duration(0.1...3))
    }

    // MARK: - The executor

    private mutating func beginNext(_ id: WorkerID) {
        guard let item = workers[id]?.lease.first, let index = Int(item.payload), let slowness = workers[id]?.slowness
        else { return }
        workers[id]?.execution += 1
        workers[id]?.isExecuting = true
        executions[item.reference.job, default: 0] += 1
        let execution = workers[id]?.execution ?? 0
        let duration = Duration.seconds(plan.jobs[index].seconds * slowness)
        if workers[id]?.isStuck != true {
            if plan.tellsProgress {
                for part in 1..<Self.partsOfJob {
                    agenda.plan(
                        .jobMakesProgress(id, execution: execution, part: part),
                        at: now + duration * part / Self.partsOfJob
                    )
                }
            }
            agenda.plan(.jobEnds(id, execution: execution), at: now + duration)
        }
        tellWorker(id, .jobStarted(item.reference.job))
    }

    /// An executor tells progress so many times, less one.
    private static let partsOfJob = 5

    mutating func makeProgress(_ id: WorkerID, _ execution: Int, part: Int) {
        guard let worker = workers[id], worker.execution == execution, worker.isExecuting, !worker.isStuck,
            let item = worker.lease.first
        else { return }
        let progress = JobProgress(work: part, share: Double(part) / Double(Self.partsOfJob))
        tellWorker(id, .jobProgressed(item.reference.job, progress))
    }

    mutating func endJob(_ id: WorkerID, _ execution: Int) {
        guard let worker = workers[id], worker.execution == execution, worker.isExecuting, !worker.isStuck,
            let item = worker.lease.first, let index = Int(item.payload)
        else { return }
        if let frozenUntil = worker.frozenUntil, frozenUntil > now {
            return agenda.plan(.jobEnds(id, execution: execution), at: frozenUntil)
        }
        let job = plan.jobs[index]
        var ending: Ending
        switch job.fate {
        case .kills(let times) where executions[item.reference.job, default: 0] <= times:
            return die(id, WorkerDeath(worker: id, signal: 11, logLines: ["segmentation fault"]))
        case .failsAgain where executions[item.reference.job, default: 0] > 1:
            ending = .failure(Failure(reason: "it works but once"), blame: .job)
        case .fails: ending = .failure(Failure(reason: "it cannot work"), blame: .job)
        case .needsMemory where worker.host == 1:
            return die(id, WorkerDeath(worker: id, signal: 9, outOfMemory: true))
        case .lacksData where worker.host % 2 == 0:
            ending = .failure(Failure(reason: "no data"), blame: .worker(Lack(.key(Plan.rareKey), .missing)))
        default: ending = .outcome(Self.outcome(index, job.fate))
        }
        if worker.host == 0, let failure = failureOfBadHost(job, execution) { ending = failure }
        let seconds = job.seconds * worker.slowness
        executedSeconds += seconds
        let cost = AttemptCost(
            wallSeconds: seconds,
            cpuSeconds: seconds,
            peakMemoryBytes: 0,
            operations: Int(job.seconds * 1e9)
        )
        remove(item.reference.job, from: id)
        tellWorker(id, .jobEnded(item.reference.job, ending, cost))
        beginNextIfIdle(id)
    }

    private func failureOfBadHost(_ job: Plan.Job, _ execution: Int) -> Ending? {
        let broken = Ending.failure(Failure(reason: "the host is broken"), blame: .job)
        switch plan.badHost {
        case .everything: return broken
        case .half: return execution % 2 == 0 ? broken : nil
        case .large where plan.isLarge(job):
            return .failure(Failure(reason: "too large"), blame: .worker(Lack(.key(Plan.largeKey), .missing)))
        case .lacksAll(let end) where now < .origin + end:
            return .failure(Failure(reason: "no data yet"), blame: .worker(Lack(.key(Plan.commonKey), .passing)))
        case .large, .lacksAll, nil: return nil
        }
    }

    mutating func abort(_ job: JobID, on id: WorkerID) {
        guard let worker = workers[id], !worker.isStuck, worker.lease.contains(where: { $0.reference.job == job })
        else { return }
        if let frozenUntil = worker.frozenUntil, frozenUntil > now {
            return agenda.plan(.jobAborts(id, job), at: frozenUntil)
        }
        remove(job, from: id)
        tellWorker(id, .jobCancelled(job))
        beginNextIfIdle(id)
    }

    private mutating func remove(_ job: JobID, from id: WorkerID) {
        if workers[id]?.lease.first?.reference.job == job { workers[id]?.isExecuting = false }
        workers[id]?.lease.removeAll { $0.reference.job == job }
    }

    private mutating func beginNextIfIdle(_ id: WorkerID) {
        if workers[id]?.isExecuting == false { beginNext(id) }
    }

    // MARK: - Death

    mutating func die(_ id: WorkerID, _ death: WorkerDeath) {
        guard let worker = workers[id] else { return }
        var death = death
        // Its presence file tells.
        if worker.isExecuting { death.executing = worker.lease.first?.reference.job }
        coverage.deaths += 1
        bury(id)
        guard !dice.happens(plan.unreportedDeaths) else { return }
        let supervisor = WorkerID("supervisor")
        for time in network.arrivals(on: "from \(supervisor)", plan: plan, at: now, dice: &dice) {
            agenda.plan(.arrivesAtCoordinator(.died(death), from: supervisor), at: time)
        }
    }
}
