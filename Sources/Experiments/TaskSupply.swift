/// How many examples a data set has for the tasks of a stream, class by class, before any cap.
///
/// Where a summary does not know its classes, as one from a ledger of an earlier version, they count as equally large.
public struct TaskSupply: Sendable {
    /// Training or test examples.
    public enum Part: Sendable {
        case train, test
    }

    private let groups: ClassGroups
    private let dataset: DatasetSummary
    private let caps: (train: Int, test: Int)

    /// What a data set has for a stream.
    public init(_ stream: Experiment.Stream, on dataset: DatasetSummary) {
        groups = ClassGroups(stream, classCount: dataset.classCount)
        self.dataset = dataset
        caps = (stream.trainSamples, stream.testSamples)
    }

    /// The examples of each class of a task, in the order of its labels.
    public func counts(ofTask task: Int, _ part: Part) -> [Int] {
        groups[task].map { number in
            guard dataset.classes.indices.contains(number) else {
                return (part == .train ? dataset.trainCount : dataset.testCount) / max(dataset.classCount, 1)
            }
            return part == .train ? dataset.classes[number].trainCount : dataset.classes[number].testCount
        }
    }

    /// The examples of a task.
    public func count(ofTask task: Int, _ part: Part) -> Int {
        let all = part == .train ? dataset.trainCount : dataset.testCount
        if !groups.isSplit { return all }
        if dataset.classes.isEmpty { return all * groups.size(ofTask: task) / max(dataset.classCount, 1) }
        return counts(ofTask: task, part).reduce(0, +)
    }

    /// The cap on a task's examples, or nil where there is none.
    public func cap(_ part: Part) -> Int? {
        let cap = part == .train ? caps.train : caps.test
        return cap == 0 ? nil : cap
    }

    /// The most examples that a task has.
    public func most(_ part: Part) -> Int {
        groups.distinctTasks.reduce(0) { max($0, count(ofTask: $1, part)) }
    }

    /// Whether the cap leaves examples of a task out.
    public func isCapped(_ part: Part) -> Bool {
        cap(part).map { $0 < most(part) } ?? false
    }

    /// Whether a cap leaves anything out.
    public var isCapped: Bool { isCapped(.train) || isCapped(.test) }

    /// The examples of each class of a task that a cap leaves, where it draws evenly.
    public func cappedCounts(ofTask task: Int, _ part: Part) -> [Int] {
        let counts = counts(ofTask: task, part)
        return cap(part).map { EvenDraw.shares(of: counts, drawing: $0) } ?? counts
    }
}
