import Scheduling

extension Plan {
    /// What may happen to some worker.
    enum WorkerFault {
        case crash, freeze, stickExecutor, partition, stop
    }
}

extension Simulation {
    /// Spreads the plan's faults over the time in which they may happen.
    mutating func planFaults() {
        let faults: [(Plan.WorkerFault, Int)] = [
            (.crash, plan.crashes), (.freeze, plan.hangs), (.stickExecutor, plan.stuckExecutors),
            (.partition, plan.partitions), (.stop, plan.gracefulStops),
        ]
        for (fault, count) in faults {
            for _ in 0..<count { agenda.plan(.workerFails(fault), at: someTime()) }
        }
        for _ in 0..<plan.coordinatorCrashes { agenda.plan(.coordinatorCrashes, at: someTime()) }
        for _ in 0..<plan.stalledCommits { agenda.plan(.nextCommitStalls, at: someTime()) }
        if plan.drains { agenda.plan(.userDrains, at: someTime()) }
    }

    private mutating func someTime() -> Instant { now + plan.faultsEnd * dice.unit() }

    mutating func befall(_ fault: Plan.WorkerFault) {
        guard !living.isEmpty else { return }
        let victim = living[dice.number(0...living.count - 1)]
        switch fault {
        case .crash:
            // Someone kills it, or it dies by itself while it executes whatever it executes.
            // Three that hit one long job would end it, as they should.
            let isOwnMaking = dice.happens(0.2) && crashesOfOwnMaking < policy.deathsToQuarantine - 1
            if isOwnMaking { crashesOfOwnMaking += 1 }
            die(victim, WorkerDeath(worker: victim, signal: isOwnMaking ? 6 : 9))
        case .freeze:
            let length = dice.duration(1...40)
            workers[victim]?.frozenUntil = now + length
            if dice.happens(0.3) {
                let death = WorkerDeath(worker: victim, signal: 9)
                agenda.plan(.workerDies(victim, death), at: now + length / 2)
            }
        case .stickExecutor:
            workers[victim]?.isStuck = true
            // Its operator notices at last.
            let death = WorkerDeath(worker: victim, signal: 15)
            agenda.plan(.workerDies(victim, death), at: now + .seconds(600))
        case .partition:
            workers[victim]?.isPartitioned = true
            agenda.plan(.linkHeals(victim), at: now + dice.duration(0.5...90))
        case .stop:
            tellWorker(victim, .stopRequested)
        }
    }
}
