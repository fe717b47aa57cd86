/// Which classes of a data set the tasks of a stream tell apart, by number, in the order of their labels there.
///
/// Split tasks take consecutive groups of the stream's class order. Without `classes_per_task` the groups are as even
/// as they can be, the larger ones first: ten classes make three tasks of 4, 3 and 3. Tasks of the other kinds have
/// every class.
///
/// Lists that do not fit, which the trainer refuses, are passed over, so that any stream has groups.
public struct ClassGroups: Hashable, Sendable {
    private enum Groups: Hashable, Sendable {
        case everyClass(count: Int)
        /// `order[bounds[t] ..< bounds[t + 1]]` are the classes of task t.
        case split(order: [Int], bounds: [Int])
    }

    /// T.
    public let taskCount: Int
    private let groups: Groups

    /// The groups of a stream on a data set of so many classes.
    public init(_ stream: Experiment.Stream, classCount: Int) {
        taskCount = stream.count
        guard stream.tasks == .split else {
            groups = .everyClass(count: classCount)
            return
        }
        let isOrder = stream.classOrder.allSatisfy { (0..<classCount).contains($0) }
        let order = stream.classOrder.isEmpty || !isOrder ? Array(0..<classCount) : stream.classOrder
        let fits = stream.classesPerTask.count == stream.count && stream.classesPerTask.reduce(0, +) == order.count
        let (size, larger) = order.count.quotientAndRemainder(dividingBy: stream.count)
        let even = (0..<stream.count).map { size + ($0 < larger ? 1 : 0) }
        let sizes = fits ? stream.classesPerTask : even
        groups = .split(order: order, bounds: sizes.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1) })
    }

    /// The classes of a task.
    public subscript(task: Int) -> [Int] {
        switch groups {
        case .everyClass(let count): Array(0..<count)
        case .split(let order, let bounds): Array(order[bounds[task]..<bounds[task + 1]])
        }
    }

    /// How many classes a task has.
    public func size(ofTask task: Int) -> Int {
        switch groups {
        case .everyClass(let count): count
        case .split(_, let bounds): bounds[task + 1] - bounds[task]
        }
    }

    /// How many classes the tasks before this one have together.
    public func start(ofTask task: Int) -> Int {
        switch groups {
        case .everyClass(let count): count * task
        case .split(_, let bounds): bounds[task]
        }
    }

    /// The task to which the class at a place belongs, where the classes of all tasks stand one after the other.
    public func task(ofPlace place: Int) -> Int {
        switch groups {
        case .everyClass(let count): return place / count
        case .split(_, let bounds):
            var candidates = 0..<taskCount
            while candidates.count > 1 {
                let middle = candidates.lowerBound + candidates.count / 2
                candidates = bounds[middle] <= place ? middle..<candidates.upperBound : candidates.lowerBound..<middle
            }
            return candidates.lowerBound
        }
    }

    /// The most classes of a task.
    public var largest: Int {
        switch groups {
        case .everyClass(let count): count
        case .split: (0..<taskCount).reduce(0) { max($0, size(ofTask: $1)) }
        }
    }

    /// The classes of all tasks together, each task's counted for itself.
    public var total: Int { start(ofTask: taskCount) }

    /// Whether tasks have classes of their own.
    public var isSplit: Bool {
        if case .split = groups { true } else { false }
    }

    /// The tasks that differ in their classes: all split tasks; one of any other kind stands for all.
    public var distinctTasks: Range<Int> {
        switch groups {
        case .everyClass: 0..<1
        case .split: 0..<taskCount
        }
    }
}
