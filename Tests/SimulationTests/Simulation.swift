import Experiments
import Scheduling

/// A whole pool in one value: the real scheduler and sessions on a fake clock, network, ledger and executor.
///
/// One seed replays it. After every event the scheduler's invariants are checked.
struct Simulation {
    enum Happening {
        case arrivesAtCoordinator(WorkerMessage, from: WorkerID)
        case arrivesAtWorker(WorkerID, CoordinatorMessage)
        case coordinatorWakes
        case workerWakes(WorkerID)
        case ledgerCommits(incarnation: Int)
        case jobMakesProgress(WorkerID, execution: Int, part: Int)
        case jobEnds(WorkerID, execution: Int)
        case jobAborts(WorkerID, JobID)
        case coordinatorCrashes
        case coordinatorStarts
        case workerStarts
        case workerFails(Plan.WorkerFault)
        case workerDies(WorkerID, WorkerDeath)
        case linkHeals(WorkerID)
        case userDrains
        case nextCommitStalls
    }

    let seed: UInt64
    let plan: Plan
    private(set) var policy: PoolPolicy
    var dice: Dice
    var now = Instant.origin
    var agenda = Agenda<Happening>()
    var network = FakeNetwork()
    var ledger = FakeLedger()
    var coordinator: Coordinator?
    var incarnation = 0
    var nextCommitStalls = false
    var workers: [WorkerID: SimulatedWorker] = [:]
    /// In the order of their start, so that a seed decides everything.
    var living: [WorkerID] = []
    var started = 0
    var executions: [JobID: Int] = [:]
    var crashesOfOwnMaking = 0
    /// The time that executors were busy, all together.
    var executedSeconds = 0.0
    var finish: Scheduler.Finish?
    var findings: [String] = []
    var coverage = Coverage()

    /// The coordinator process: the real scheduler, and what it lost if it crashed now.
    struct Coordinator {
        var scheduler: Scheduler
        var wakeAt: Instant?
        var uncommitted: [(records: [Record], number: RecordNumber)] = []
        var isCommitting = false
        /// Whether it handles what had arrived meanwhile, and commits only then.
        var isCatchingUp = false
        /// What arrived while it could hear nobody.
        var unheard: [(message: WorkerMessage, sender: WorkerID)] = []

        mutating func takeUnheard(atMost limit: Int) -> [(message: WorkerMessage, sender: WorkerID)] {
            defer { unheard.removeFirst(min(limit, unheard.count)) }
            return Array(unheard.prefix(limit))
        }
    }

    init(seed: UInt64, plan: Plan, policy: PoolPolicy = PoolPolicy()) {
        self.seed = seed
        self.plan = plan
        self.policy = policy
        self.policy.largestBundle = plan.largestBundle
        self.policy.patience = .forNewcomers(.seconds(900))
        if plan.jobs.contains(where: { $0.seconds > 1000 }) {
            // Hours of beats would take long to simulate.
            self.policy.heartbeatInterval = .seconds(15)
            self.policy.leaseDuration = .seconds(150)
        }
        dice = Dice(seed: seed)
        agenda.plan(.coordinatorStarts, at: now)
        for _ in 0..<plan.workers { agenda.plan(.workerStarts, at: now + dice.duration(0...1)) }
        planFaults()
    }

    /// Far more than any plan needs.
    private static let mostSteps = 150_000

    /// Runs until every job is accounted for, or far too long.
    mutating func run() {
        let limit = Instant.origin + .seconds(500_000)
        while !hasEnded, findings.isEmpty {
            guard let (time, happening) = agenda.next(), time < limit, coverage.steps < Self.mostSteps else {
                return findings.append("not finished: \(describe())")
            }
            now = time
            happen(happening)
        }
        coverage.seconds = now.nanoseconds / 1_000_000_000
        checkAccounts()
    }

    /// Whether the sweep is over, for this time at least.
    var hasEnded: Bool {
        switch finish {
        case .complete, .stuck: true
        case .drained, nil: false
        }
    }

    private mutating func happen(_ happening: Happening) {
        coverage.steps += 1
        switch happening {
        case .arrivesAtCoordinator(let message, let sender):
            arriveAtCoordinator(message, from: sender)
        case .arrivesAtWorker(_, .kill(let victim)): die(victim, WorkerDeath(worker: victim, signal: 9))
        case .arrivesAtWorker(let worker, let message): tellWorker(worker, .received(message))
        case .coordinatorWakes: if coordinator?.wakeAt == now, !isDeaf { tellScheduler(.woken) }
        case .workerWakes(let worker): wake(worker)
        case .ledgerCommits(let incarnation): if incarnation == self.incarnation { commit() }
        case .jobMakesProgress(let worker, let execution, let part): makeProgress(worker, execution, part: part)
        case .jobEnds(let worker, let execution): endJob(worker, execution)
        case .jobAborts(let worker, let job): abort(job, on: worker)
        case .coordinatorCrashes: crashCoordinator()
        case .coordinatorStarts: startCoordinator()
        case .workerStarts: startWorker()
        case .workerFails(let fault): befall(fault)
        case .workerDies(let worker, let death): die(worker, death)
        case .linkHeals(let worker): workers[worker]?.isPartitioned = false
        case .userDrains: if finish == nil { tellScheduler(.drainRequested) }
        case .nextCommitStalls: nextCommitStalls = true
        }
    }

    private func describe() -> String {
        let open = plan.jobs.indices.filter { ledger.status[PlannedCatalogue.id($0)] == nil }
        return "open jobs \(open), workers \(living), coordinator \(coordinator == nil ? "down" : "up"), "
            + "status \(coordinator.map { "\($0.scheduler.status(at: now))" } ?? "")"
    }
}

/// What the simulations met, so that a suite can tell whether it met anything.
struct Coverage {
    var steps = 0
    var seconds: Int64 = 0
    var deaths = 0
    var coordinatorCrashes = 0
    var duplicates = 0
    var discarded = 0
    var quarantines = 0
    var drained = 0
    var orphans = 0
    var setbacks = 0
    var kills = 0
    var stuck = 0
}
