public import Experiments
internal import Hashing

/// One step on a job's way. Jobs whose ways begin alike have the same weights and the same matrix rows up to where they
/// part.
enum Stage: Hashable, Sendable {
    /// A fresh network: everything but the ordering, and but the strategy where that leaves the first task alone.
    case begin(Experiment)
    /// Learn a task, by the stream's number, and test.
    case learn(Int)
    /// Go on with another strategy than `naive`, by which the first task was learned.
    case adopt(Variant)

    /// The way of an experiment.
    ///
    /// - Throws: where its strategy is unknown.
    static func way(of experiment: Experiment) throws(LetheError) -> [Stage] {
        let tasks = experiment.ordering.tasks
        var beginning = experiment
        beginning.ordering = Ordering(naturalOf: tasks.count)
        guard try Strategies.make(experiment.strategy).leavesFirstTaskAlone else {
            return [.begin(beginning)] + tasks.map { .learn($0) }
        }
        beginning.strategy = Variant(Naive.schema.name)
        return [.begin(beginning), .learn(tasks[0]), .adopt(experiment.strategy)] + tasks.dropFirst().map { .learn($0) }
    }

    /// A number that tells stages apart, for those who need not know what they are.
    var key: UInt64 {
        let digest =
            switch self {
            case .begin(let experiment): Digest(sha256: "begin\n" + experiment.canonical)
            case .learn(let task): Digest(sha256: "learn\n\(task)")
            case .adopt(let strategy): Digest(sha256: "adopt\n" + strategy.description)
            }
        return digest.bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }
}

extension Experiment {
    /// A path of numbers: two experiments share what they do as far as their paths begin alike.
    ///
    /// - Throws: where the strategy is unknown.
    public var affinity: [UInt64] {
        get throws(LetheError) { try Stage.way(of: self).map(\.key) }
    }
}
