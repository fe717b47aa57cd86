internal import Experiments
internal import Kernels

/// The walk through the trees of a bundle: which job is being served, and what was spent since the last one ended.
struct BundleWalk {
    private let experiments: [Experiment]
    private let stream: TaskStream
    private let isWanted: (Int) -> Bool
    private let report: (Int, Bundle.Event) -> Void
    private var spent = 0
    /// Units of work done, which only grow.
    private var work = 0
    private var served: Int?

    init(
        _ experiments: [Experiment],
        on stream: TaskStream,
        isWanted: @escaping (Int) -> Bool,
        report: @escaping (Int, Bundle.Event) -> Void
    ) {
        self.experiments = experiments
        self.stream = stream
        self.isWanted = isWanted
        self.report = report
    }

    /// Runs all jobs of a tree.
    mutating func run(_ root: PrefixTree.Node, backend: Backend) {
        guard case .begin(let experiment) = root.stages.first else {
            preconditionFailure("ways begin with a beginning")
        }
        begin(root)
        do {
            var learner = try Learner(experiment, on: stream, backend: backend)
            let pace = pace(for: root.jobs)
            spent += try learner.evaluate(pace: pace)
            work = pace.work
            follow(root, after: 1, learner)
        } catch {
            endAll(root.jobs, error)
        }
    }

    /// Serves the jobs that end at a node, then follows its branches: all but the last with a snapshot.
    private mutating func descend(from node: PrefixTree.Node, _ learner: consuming Learner) {
        for job in node.ends {
            begin(job)
            let outcome = learner.record.outcome(of: experiments[job], on: stream.dataset)
            end(job, .finished(outcome, spentOperations: spent))
        }
        for branch in node.branches.dropLast() { follow(branch, copy learner) }
        if let last = node.branches.last { follow(last, consume learner) }
    }

    /// Goes through the stages of a node, but so many that were done already, and on from there.
    private mutating func follow(_ node: PrefixTree.Node, after done: Int = 0, _ learner: consuming Learner) {
        let jobs = node.jobs
        guard jobs.contains(where: isWanted) else { return endAll(jobs, CancellationError()) }
        begin(node)
        let pace = pace(for: jobs)
        do {
            for stage in node.stages.dropFirst(done) {
                switch stage {
                case .begin:
                    preconditionFailure("only a way's first stage is a beginning")
                case .learn(let task):
                    spent += try learner.learn(task, pace: pace)
                    spent += try learner.evaluate(pace: pace)
                case .adopt(let strategy):
                    spent += try learner.adopt(try Strategies.make(strategy), pace: pace)
                }
            }
            work = pace.work
            descend(from: node, consume learner)
        } catch {
            endAll(jobs, error)
        }
    }

    /// Work goes on while one of these jobs is wanted, and its progress is that of the one being served.
    private func pace(for jobs: [Int]) -> Pace {
        let served = served ?? jobs[0]
        return Pace(
            after: work,
            total: OperationCount(experiments[served], on: stream.dataset).total,
            { [isWanted] in jobs.contains(where: isWanted) },
            tell: { [report] in report(served, .advanced(work: $0.work, share: $0.share)) }
        )
    }

    private mutating func endAll(_ jobs: [Int], _ error: any Error) {
        let event: Bundle.Event = (error as? LetheError).map { .failed($0) } ?? .abandoned
        for job in jobs { end(job, event) }
    }

    /// From here on work is done for the first job below a node.
    private mutating func begin(_ node: PrefixTree.Node) {
        if let first = node.jobs.first { begin(first) }
    }

    private mutating func begin(_ job: Int) {
        guard served != job else { return }
        served = job
        report(job, .began)
    }

    private mutating func end(_ job: Int, _ event: Bundle.Event) {
        begin(job)
        if case .finished = event { spent = 0 }
        report(job, event)
    }
}
