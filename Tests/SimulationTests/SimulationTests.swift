import Experiments
import Foundation
import Scheduling
import Testing

@Suite("A simulated pool")
struct SimulationTests {
    /// More seeds for a longer run: `LETHE_SIMULATION_SEEDS=100000`, or some: `LETHE_SIMULATION_SEEDS=17...17`.
    static let seeds: ClosedRange<UInt64> = {
        let text = ProcessInfo.processInfo.environment["LETHE_SIMULATION_SEEDS"] ?? "200"
        let bounds = text.split(separator: ".").compactMap { UInt64($0) }
        return bounds.count == 2 ? bounds[0]...bounds[1] : 1...(bounds.first ?? 1)
    }()

    @Test("whatever fails, every job is accounted for exactly once and nothing acknowledged is lost")
    func storms() {
        var total = Coverage()
        for seed in Self.seeds {
            var simulation = Simulation(seed: seed, plan: .stormy(seed: seed))
            simulation.run()
            for finding in simulation.findings { Issue.record("LETHE_SIMULATION_SEEDS=\(seed)...\(seed): \(finding)") }
            total.add(simulation.coverage)
            if !simulation.findings.isEmpty { return }
        }
        // Storms in which nothing happens show nothing.
        guard Self.seeds.count >= 200 else { return }
        #expect(total.deaths > 100 && total.coordinatorCrashes > 100 && total.quarantines > 10)
        #expect(total.setbacks > 20 && total.stuck > 0)
        #expect(total.duplicates > 10 && total.discarded > 10 && total.drained > 5 && total.orphans > 0)
    }

    @Test("a seed replays everything")
    func replay() {
        var first = Simulation(seed: 9, plan: .stormy(seed: 9))
        var second = Simulation(seed: 9, plan: .stormy(seed: 9))
        first.run()
        second.run()
        #expect(first.coverage.steps == second.coverage.steps && first.now == second.now)
        #expect(first.coverage.steps > 100)
    }

    @Test("a coordinator that restarts repeats nothing, since its workers tell what they hold", arguments: 1...10)
    func restarts(seed: UInt64) {
        var plan = Plan.calm(jobs: 60, workers: 3, seconds: 0.7)
        plan.coordinatorCrashes = 3
        plan.faultsEnd = .seconds(12)
        var simulation = Simulation(seed: seed, plan: plan)
        simulation.run()
        #expect(simulation.findings.isEmpty)
        #expect(simulation.coverage.coordinatorCrashes > 0)
        #expect(simulation.repeatedExecutions <= simulation.coverage.duplicates, "seed \(seed)")
    }

    @Test("a calm pool keeps every worker busy", arguments: [0.002, 0.05, 0.5, 5])
    func efficiency(seconds: Double) {
        var plan = Plan.calm(jobs: 400, workers: 4, seconds: seconds)
        plan.latency = 0.002...0.003
        // How jobs are handed out is what is looked at here.
        plan.commitsBlock = false
        var simulation = Simulation(seed: 1, plan: plan)
        simulation.run()
        #expect(simulation.findings.isEmpty)
        #expect(simulation.repeatedExecutions <= simulation.coverage.duplicates)
        let ideal = simulation.executedSeconds / 4
        let taken = (simulation.now - .origin).inSeconds
        // Joining takes up to a second, and one job of each worker may be a slow one's last.
        #expect(taken < ideal * 1.05 + 1 + 4 * seconds, "\(taken) s for \(ideal) s of work each")
    }

    @Test("jobs of hours end with one attempt each, told or silent", arguments: [true, false])
    func longJobs(tellsProgress: Bool) {
        var plan = Plan.calm(jobs: 6, workers: 2, seconds: 7200)
        plan.tellsProgress = tellsProgress
        var simulation = Simulation(seed: 5, plan: plan)
        simulation.run()
        #expect(simulation.findings.isEmpty)
        #expect(simulation.ledger.attempts.values.allSatisfy { $0.values.map(\.end) == [.done] })
        #expect(simulation.repeatedExecutions == 0)
    }

    @Test("a job that failed and is measured after all counts once, as what it measured")
    func measuredAfterAll() {
        var reopened = 0
        for seed: UInt64 in 1...30 {
            var plan = Plan.calm(jobs: 5, workers: 2, seconds: 30)
            plan.slotsPerHost = 1
            plan.jobs = plan.jobs.map { Plan.Job(fate: .failsAgain, seconds: $0.seconds) }
            plan.partitions = 2
            var simulation = Simulation(seed: seed, plan: plan)
            simulation.run()
            #expect(simulation.findings.isEmpty, "seed \(seed)")
            reopened += simulation.ledger.attempts.count { job, attempts in
                simulation.ledger.status[job] == .done && attempts.values.contains { $0.end == .failed }
            }
        }
        #expect(reopened > 0)
    }

    @Test("nobody is given up while the ledger takes half a minute for a commit", arguments: 1...5)
    func stalledCommits(seed: UInt64) {
        var plan = Plan.calm(jobs: 32, workers: 8, seconds: 5)
        plan.stalledCommits = 2
        plan.faultsEnd = .seconds(10)
        var simulation = Simulation(seed: seed, plan: plan)
        simulation.run()
        #expect(simulation.findings.isEmpty)
        #expect(simulation.now > .origin + .seconds(30))
        #expect(simulation.ledger.attempts.values.allSatisfy { $0.values.allSatisfy { $0.end != .lost } })
    }

    @Test("a host that fails everything fails no job and costs next to no time", arguments: 1...5)
    func badHost(seed: UInt64) {
        var plan = Plan.calm(jobs: 600, workers: 4, seconds: 0.02)
        plan.slotsPerHost = 2
        plan.slowness = 1...1
        var alone = plan
        alone.workers = 2
        var calm = Simulation(seed: seed, plan: alone)
        calm.run()
        for fault in [Plan.HostFault.everything, .lacksAll(until: .seconds(1000))] {
            plan.badHost = fault
            var simulation = Simulation(seed: seed, plan: plan)
            simulation.run()
            #expect(simulation.findings.isEmpty, "\(fault)")
            #expect(simulation.ledger.status.count == 600)
            #expect((simulation.now - .origin).inSeconds < 1.1 * (calm.now - .origin).inSeconds + 0.5, "\(fault)")
        }
    }

    @Test("a worker whose job told progress and hangs is killed by its supervisor, long before anyone would notice")
    func hanging() {
        var plan = Plan.calm(jobs: 2, workers: 1, seconds: 40)
        plan.stuckExecutors = 1
        plan.faultsEnd = .seconds(30)
        var simulation = Simulation(seed: 2, plan: plan)
        simulation.run()
        #expect(simulation.findings.isEmpty)
        #expect(simulation.coverage.kills > 0)
        #expect(simulation.now < .origin + .seconds(500))
    }

    @Test("a worker that never ends its job does not hold the sweep up")
    func stuck() {
        var plan = Plan.calm(jobs: 20, workers: 2, seconds: 1)
        plan.stuckExecutors = 1
        plan.faultsEnd = .seconds(3)
        var simulation = Simulation(seed: 3, plan: plan)
        simulation.run()
        #expect(simulation.findings.isEmpty)
        #expect(simulation.coverage.duplicates == 1)
        #expect(simulation.now < .origin + .seconds(60))
    }
}

extension Coverage {
    mutating func add(_ other: Coverage) {
        steps += other.steps
        seconds += other.seconds
        deaths += other.deaths
        coordinatorCrashes += other.coordinatorCrashes
        duplicates += other.duplicates
        discarded += other.discarded
        quarantines += other.quarantines
        drained += other.drained
        orphans += other.orphans
        setbacks += other.setbacks
        kills += other.kills
        stuck += other.stuck
    }
}
