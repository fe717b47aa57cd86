import Experiments
import Hashing
import Scheduling

/// A sweep to be simulated and what may go wrong with it, drawn from a seed.
struct Plan {
    /// What becomes of a job when it is executed.
    enum Fate: Hashable {
        case done, diverges
        /// Throws, wherever it runs.
        case fails
        /// Cannot run on hosts with an even number, where its data is missing.
        case lacksData
        /// Needs more memory than hosts of number 1 have, whose processes it would bring to their end.
        case needsMemory
        /// Is done the first time, and fails when it is executed again: only a late result tells that it can be done.
        case failsAgain
        /// Kills its worker on the first so many executions.
        case kills(times: Int)
    }

    struct Job {
        var fate: Fate
        var seconds: Double
    }

    /// How a host serves its jobs.
    enum HostFault: Hashable {
        /// Fails every job, and blames the job.
        case everything
        /// Fails every second job, and blames the job.
        case half
        /// Fails jobs of more than average length, since it lacks what they need.
        case large
        /// Lacks what every job needs, for some time.
        case lacksAll(until: Duration)
    }

    var jobs: [Job] = []
    var workers = 3
    /// How many slots each supervisor has.
    var slotsPerHost = 2
    /// A host that fails jobs; the others are sound, and always at least one of them is there.
    var badHost: HostFault?
    /// Whether executors tell progress.
    var tellsProgress = true
    /// The share of workers that take four times as long as others.
    var slowWorkers = 0.0
    /// How long the others take for a second's work.
    var slowness: ClosedRange<Double> = 0.8...1.2
    var latency: ClosedRange<Double> = 0.0005...0.002
    /// Probabilities of one message.
    var loss = 0.0
    var duplication = 0.0
    /// Whether a message may overtake another on the same link.
    var reorders = false
    var commitSeconds: ClosedRange<Double> = 0.001...0.01
    /// Whether the coordinator hears nobody while it commits, as the real one.
    var commitsBlock = true
    /// How many commits take half a minute.
    var stalledCommits = 0
    /// How many of each fault happen before `faultsEnd`.
    var crashes = 0
    var hangs = 0
    var stuckExecutors = 0
    var partitions = 0
    var coordinatorCrashes = 0
    var gracefulStops = 0
    /// The share of deaths that no supervisor reports.
    var unreportedDeaths = 0.0
    var faultsEnd: Duration = .seconds(40)
    /// The most jobs that are leased together.
    var largestBundle = 1
    /// Whether messages go through their frames; slower.
    var usesFrames = false
    /// Whether the user asks to drain, once, at a random time, and starts again.
    var drains = false

    /// A sweep of short jobs without any fault.
    static func calm(jobs: Int, workers: Int, seconds: Double = 0.2) -> Plan {
        var plan = Plan()
        plan.workers = workers
        plan.jobs = [Job](repeating: Job(fate: .done, seconds: seconds), count: jobs)
        return plan
    }

    /// Anything may happen.
    static func stormy(seed: UInt64) -> Plan {
        var dice = Dice(seed: seed ^ 0x5357_4545_5053)
        var plan = Plan()
        plan.workers = dice.number(1...5)
        plan.slowWorkers = 0.2
        let longest = dice.happens(0.03) ? 7000 : [0.001, 0.01, 0.5, 4, 400][dice.number(0...4)]
        plan.jobs = (0..<dice.number(1...(longest < 100 ? 50 : 8))).map { _ in
            Job(fate: fate(&dice), seconds: longest * (0.2 + 0.8 * dice.unit()))
        }
        plan.jobs.sort { $0.seconds > $1.seconds }
        plan.latency = dice.happens(0.3) ? 0.01...0.3 : 0.0002...0.005
        plan.loss = dice.happens(0.5) ? 0.05 * dice.unit() : 0
        plan.duplication = dice.happens(0.3) ? 0.05 : 0
        plan.reorders = dice.happens(0.2)
        plan.commitSeconds = dice.happens(0.2) ? 0.1...2 : 0.001...0.02
        plan.crashes = dice.number(0...4)
        plan.hangs = dice.number(0...2)
        plan.stuckExecutors = dice.happens(0.15) ? 1 : 0
        plan.partitions = dice.number(0...2)
        plan.coordinatorCrashes = dice.number(0...3)
        plan.gracefulStops = dice.number(0...1)
        plan.unreportedDeaths = dice.happens(0.3) ? 0.3 : 0
        plan.faultsEnd = .seconds(dice.number(2...40))
        plan.usesFrames = seed % 10 == 0
        plan.drains = dice.happens(0.15)
        plan.largestBundle = [1, 4, 64][dice.number(0...2)]
        plan.slotsPerHost = dice.number(1...3)
        plan.tellsProgress = dice.happens(0.7)
        plan.commitsBlock = dice.happens(0.8)
        plan.stalledCommits = dice.happens(0.3) ? 1 : 0
        if dice.happens(0.3) { plan.spoilOneHost(&dice) }
        return plan
    }

    /// Makes one host fail jobs. The others stay, so that what it blames on jobs can be refuted.
    private mutating func spoilOneHost(_ dice: inout Dice) {
        badHost = [.everything, .half, .large, .lacksAll(until: .seconds(dice.number(1...60)))][dice.number(0...3)]
        workers = 2 * slotsPerHost + dice.number(0...2)
        (crashes, hangs, stuckExecutors, partitions, gracefulStops) = (0, 0, 0, 0, 0)
        (loss, reorders) = (0, false)
        for index in jobs.indices where jobs[index].fate != .diverges { jobs[index].fate = .done }
    }

    private static func fate(_ dice: inout Dice) -> Fate {
        switch dice.number(0...59) {
        case 0: .kills(times: .max)
        case 1: .kills(times: 1)
        case 2, 3: .fails
        case 4: .lacksData
        case 5: .needsMemory
        case 6, 7: .diverges
        case 8, 9: .failsAgain
        default: .done
        }
    }
}

/// The plan's jobs as the scheduler draws them, and what the ledger knows of them.
struct PlannedCatalogue: JobCatalogue {
    let plan: Plan
    let finished: Set<JobRank>
    let lastAttempts: [JobID: AttemptID]
    let failed: Set<JobRank>
    let deaths: [JobID: [Evidence]]

    var count: Int { plan.jobs.count }
    var unfinishedOperations: Double {
        plan.jobs.indices.reduce(0) { $0 + (finished.contains(JobRank($1)) ? 0 : Double(operations($1))) }
    }

    func isFinished(_ rank: JobRank) -> Bool { finished.contains(rank) }
    func hasFailed(_ rank: JobRank) -> Bool { failed.contains(rank) }

    func job(at rank: JobRank) -> PoolJob {
        let id = Self.id(rank.number)
        return PoolJob(
            id: id,
            payload: "\(rank.number)",
            affinity: [UInt64(rank.number / 12), UInt64(rank.number / 4), UInt64(rank.number)],
            expectedOperations: operations(rank.number),
            needs: plan.needs(of: plan.jobs[rank.number]),
            lastAttempt: lastAttempts[id] ?? AttemptID(0),
            deaths: deaths[id] ?? []
        )
    }

    private func operations(_ index: Int) -> Int { Int(plan.jobs[index].seconds * 1e9) }

    static func id(_ index: Int) -> JobID { ids[index] }

    private static let ids = (0..<2000).map { JobID(Digest(sha256: "job \($0)")) }
}

extension Plan {
    static let bigMemory = 1 << 30
    static let commonKey = "the common data"
    static let rareKey = "the rare data"
    static let largeKey = "what large jobs need"

    func needs(of job: Job) -> Needs {
        var needs = Needs(keys: [Self.commonKey], memoryBytes: 1 << 20)
        if job.fate == .lacksData { needs.keys.append(Self.rareKey) }
        if job.fate == .needsMemory { needs.memoryBytes = Self.bigMemory }
        if isLarge(job) { needs.keys.append(Self.largeKey) }
        return needs
    }

    func isLarge(_ job: Job) -> Bool {
        job.seconds > jobs.reduce(0) { $0 + $1.seconds } / Double(max(jobs.count, 1))
    }

    /// Whether a host of the plan can do a job; the others are told so.
    func canBeDone(_ job: Job) -> Bool {
        let hosts = 0...((workers - 1) / slotsPerHost)
        return switch job.fate {
        case .lacksData: hosts.contains { $0 % 2 == 1 }
        case .needsMemory: hosts.contains { $0 != 1 }
        default: true
        }
    }
}
