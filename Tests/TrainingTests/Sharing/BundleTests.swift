import Experiments
import Kernels
import Testing

@testable import Training

@Suite("Jobs that share a beginning, run together")
struct BundleTests {
    let data = TinyData.images(train: 20, test: 8)

    /// Every outcome of a bundle, in the order of delivery, with what was spent on it.
    private func run(_ experiments: [Experiment], isWanted: @escaping (Int) -> Bool = { _ in true }) throws
        -> [(job: Int, event: Bundle.Event)]
    {
        let stream = try TaskStream(experiments[0].stream, from: data)
        var events: [(job: Int, event: Bundle.Event)] = []
        Bundle(experiments, on: stream).run(isWanted: isWanted) { job, event in
            if case .advanced = event { return }
            events.append((job, event))
        }
        return events
    }

    private func orderings(_ count: Int, _ change: (inout Experiment) -> Void = { _ in }) -> [Experiment] {
        (0..<(Ordering.number(of: count) ?? 0)).map { rank in
            var experiment = TinyData.experiment(on: data, tasks: count)
            change(&experiment)
            experiment.ordering = Ordering(rank: rank, of: count)
            return experiment
        }
    }

    @Test("every outcome is that of the job run alone, in every scenario and with any strategy and optimiser")
    func sameBits() throws {
        for scenario in Scenario.allCases {
            for strategy in Strategies.schemas.map(\.name) {
                let experiments = orderings(3) {
                    $0.stream.scenario = scenario
                    $0.strategy = Variant(strategy)
                    $0.training.optimizer = Variant("momentum")
                    $0.training.learningRate = 0.02
                    $0.model.dropout = 0.2
                    $0.stream.validation = 0.2
                }
                let trainer = SequentialTrainer(stream: try TaskStream(experiments[0].stream, from: data))
                var finished = 0
                for (job, event) in try run(experiments) {
                    guard case .finished(let outcome, _) = event else { continue }
                    #expect(try trainer.outcome(of: experiments[job]) == outcome)
                    finished += 1
                }
                #expect(finished == 6)
            }
        }
    }

    @Test("strategies share the first task where they leave it alone")
    func acrossStrategies() throws {
        let experiments = Strategies.schemas.flatMap { schema in orderings(2) { $0.strategy = Variant(schema.name) } }
        let trainer = SequentialTrainer(stream: try TaskStream(experiments[0].stream, from: data))
        for (job, event) in try run(experiments) {
            guard case .finished(let outcome, _) = event else { continue }
            #expect(try trainer.outcome(of: experiments[job]) == outcome)
        }
        let spent = Bundle.operations(of: experiments, on: data.summary)
        #expect(spent < experiments.reduce(0) { $0 + OperationCount($1, on: data.summary).total })
    }

    @Test("each job begins once and ends once, one after the other; shared work is charged to the first it serves")
    func events() throws {
        let experiments = orderings(3)
        let events = try run(experiments)
        #expect(events.map(\.job) == [0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5])
        var spent: [Int] = []
        for (index, entry) in events.enumerated() {
            if case .began = entry.event { #expect(index % 2 == 0) }
            if case .finished(_, let operations) = entry.event { spent.append(operations) }
        }
        let job = JobSize(experiments[0], on: data.summary)
        let (task, test) = (job.trainingOperationsPerTask + job.testOperations, job.testOperations)
        #expect(spent == [3 * task + test, 2 * task, 3 * task, 2 * task, 3 * task, 2 * task])
        #expect(spent.reduce(0, +) == Bundle.operations(of: experiments, on: data.summary))
    }

    @Test("all orderings of 5 tasks take 325 task trainings instead of 600, of 6 tasks 1,956 instead of 4,320")
    func savings() {
        for (tasks, shared, alone) in [(5, 325, 600), (6, 1956, 4320)] {
            let experiments = orderings(tasks)
            let job = JobSize(experiments[0], on: data.summary)
            let (task, test) = (job.trainingOperationsPerTask + job.testOperations, job.testOperations)
            #expect(Bundle.operations(of: experiments, on: data.summary) == shared * task + test)
            let total = experiments.reduce(0) { $0 + OperationCount($1, on: data.summary).total }
            #expect(total == alone * task + experiments.count * test)
        }
    }

    @Test("a job alone spends what the formula says")
    func alone() throws {
        for name in Strategies.schemas.map(\.name) {
            var experiment = TinyData.experiment(on: data, tasks: 3)
            experiment.stream.validation = 0.2
            experiment.strategy = Variant(name)
            guard case .finished(let outcome, let spent) = try run([experiment])[1].event else {
                Issue.record("\(name) is not finished")
                continue
            }
            #expect(spent == outcome.operations)
        }
    }

    @Test("jobs that are no longer wanted are given up, and the others finish")
    func unwanted() throws {
        let experiments = orderings(3) { $0.training.epochs = 60 }
        var finished: [Int] = []
        var abandoned: [Int] = []
        for (job, event) in try run(experiments, isWanted: { $0 % 2 == 1 }) {
            if case .finished = event { finished.append(job) }
            if case .abandoned = event { abandoned.append(job) }
        }
        #expect(finished == [1, 3, 5] && abandoned == [0, 2, 4])
    }

    @Test("progress is told while a job runs: work that only grows, and a share that ends near 1", arguments: [1, 3])
    func progress(tasks: Int) throws {
        let experiments = orderings(tasks) {
            $0.strategy = Variant("ewc")
            $0.training.epochs = 40
            $0.training.learningRate = 0.001
        }
        let stream = try TaskStream(experiments[0].stream, from: data)
        var told: [[(work: Int, share: Double)]] = experiments.map { _ in [] }
        Bundle(experiments, on: stream).run { job, event in
            if case .advanced(let work, let share) = event { told[job].append((work, share)) }
        }
        let all = told.flatMap { $0.map(\.work) }.sorted()
        #expect(Set(all).count == all.count, "no two jobs count the same work")
        for job in told {
            #expect(job.count > 5)
            #expect(zip(job, job.dropFirst()).allSatisfy { $0.work < $1.work && $0.share <= $1.share })
            #expect(job.allSatisfy { (0...1).contains($0.share) })
            #expect(job.last?.share ?? 0 > 0.8)
        }
    }

    @Test("a job is asked at every step whether it is wanted")
    func cancelling() throws {
        let experiment = TinyData.experiment(on: data, tasks: 2)
        let stream = try TaskStream(experiment.stream, from: data)
        var asked = 0
        for limit in [1, 2, 7, 20] {
            asked = 0
            var isAbandoned = false
            let isWanted = { (_: Int) -> Bool in
                asked += 1
                return asked <= limit
            }
            Bundle([experiment], on: stream).run(isWanted: isWanted) { _, event in
                if case .abandoned = event { isAbandoned = true }
            }
            #expect(isAbandoned && asked == limit + 1)
        }
    }

    @Test("a diverged beginning ends all jobs that share it")
    func divergence() throws {
        let experiments = orderings(2) { $0.training.learningRate = 3e38 }
        let events = try run(experiments)
        #expect(events.count == 4)
        for (_, event) in events {
            guard case .finished(let outcome, _) = event else { continue }
            #expect(outcome.divergence?.position == 1)
        }
    }

    @Test("a job that makes no sense fails alone")
    func nonsense() throws {
        var experiments = orderings(2)
        experiments[0].strategy = Variant("amnesia")
        let events = try run(experiments)
        guard case .failed(let error) = events[1].event, case .finished = events[3].event else {
            Issue.record("job 0 fails and job 1 is finished")
            return
        }
        #expect(error.code == "experiment.unknown-variant")
    }

    @Test("affinity paths begin alike exactly as far as work is shared")
    func affinity() throws {
        let experiments = orderings(3)
        let paths = try experiments.map { try $0.affinity }
        #expect(Set(paths).count == 6 && Set(paths.map { $0[0] }).count == 1)
        #expect(Array(paths[0].prefix(2)) == Array(paths[1].prefix(2)) && paths[0][1] != paths[2][1])
        var other = experiments[0]
        other.strategy = Variant("joint")
        #expect(try Array(other.affinity.prefix(2)) == Array(paths[0].prefix(2)))
        #expect(try other.affinity[2] != paths[0][2])
        other.seed = 1
        #expect(try other.affinity[0] != paths[0][0])
    }
}
