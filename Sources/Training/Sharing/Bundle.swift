public import Experiments
public import Kernels

/// Jobs on one stream, run so that what they share is done once.
///
/// The tree of their common beginnings is walked depth first, with a snapshot of the whole learner at each fork. Every
/// outcome is the same to the bit as that of the job run alone.
public struct Bundle: Sendable {
    /// What happens to a job; each begins once, advances, and ends once, one after the other.
    public enum Event: Sendable {
        /// From now on work is done for this job, and perhaps for others.
        case began
        /// So many units of work were done since the bundle began, and this share of the job's own operations.
        case advanced(work: Int, share: Double)
        /// The job was run, with so many operations since the job before it ended: shared ones are charged to the first
        /// job they serve.
        case finished(Outcome, spentOperations: Int)
        /// The job makes no sense.
        case failed(LetheError)
        /// The job was given up since it is no longer wanted.
        case abandoned
    }

    private let experiments: [Experiment]
    private let stream: TaskStream
    private let backend: Backend

    /// Jobs to be run together.
    ///
    /// - Parameter experiments: all on the stream; they need not have anything else in common.
    public init(_ experiments: [Experiment], on stream: TaskStream, backend: Backend = .best) {
        precondition(experiments.allSatisfy { $0.stream == stream.settings }, "an experiment is of another stream")
        self.experiments = experiments
        self.stream = stream
        self.backend = backend
    }

    /// Runs the jobs.
    ///
    /// - Parameters:
    ///   - isWanted: whether a job, by its index, is still wanted; asked at every step.
    ///   - report: told of every job, by its index.
    public func run(
        isWanted: @escaping (_ job: Int) -> Bool = { _ in true },
        report: @escaping (_ job: Int, _ event: Event) -> Void
    ) {
        var tree = PrefixTree()
        for (job, experiment) in experiments.enumerated() {
            do throws(LetheError) {
                if let error = ExperimentRules.errors(in: experiment, on: stream.dataset).first { throw error }
                tree.insert(job, way: try Stage.way(of: experiment))
            } catch {
                report(job, .began)
                report(job, .failed(error))
            }
        }
        var walk = BundleWalk(experiments, on: stream, isWanted: isWanted, report: report)
        for root in tree.roots { walk.run(root, backend: backend) }
    }

    /// The operations that running the jobs takes, by formula: less than the sum of the jobs alone by what they share.
    public static func operations(of experiments: [Experiment], on dataset: DatasetSummary) -> Int {
        var tree = PrefixTree()
        for (job, experiment) in experiments.enumerated() {
            guard let way = try? Stage.way(of: experiment) else { continue }
            tree.insert(job, way: way)
        }
        return tree.roots.reduce(0) { total, root in
            guard case .begin(let experiment) = root.stages.first else { return total }
            return sum(total, operations(below: root, position: 0, of: experiment, on: dataset))
        }
    }

    private static func operations(
        below node: PrefixTree.Node,
        position: Int,
        of experiment: Experiment,
        on dataset: DatasetSummary
    ) -> Int {
        let job = JobSize(experiment, on: dataset)
        var (experiment, position) = (experiment, position)
        var own = 0
        for stage in node.stages {
            switch stage {
            case .begin:
                own = sum(own, job.testOperations)
            case .learn:
                position += 1
                let extra = job.extraOperations(of: experiment.strategy, atPosition: position)
                own = sum(own, job.trainingOperationsPerTask, extra, job.evaluationOperations(after: position))
            case .adopt(let strategy):
                experiment.strategy = strategy
                own = sum(own, job.extraOperations(of: strategy, atPosition: position))
            }
        }
        return node.branches.reduce(own) {
            sum($0, operations(below: $1, position: position, of: experiment, on: dataset))
        }
    }
}
