internal import Experiments
internal import Kernels

/// Which examples of the data set a task consists of, by their numbers there.
///
/// A split task has the examples of its group of classes, the others have all. `train_samples` and `test_samples` leave
/// some of these, either the first or an even draw; then `validation` takes its share of the training examples, drawn
/// from the stream's seed. All stay in the order of the data set. Tasks that show the same images draw and hold out the
/// same ones, so that no held-out image is seen in another task.
struct TaskSources: Sendable {
    let train: [Int32]
    let heldOut: [Int32]
    let test: [Int32]

    /// Those of every task.
    static func all(of stream: Experiment.Stream, in dataset: Dataset) -> [TaskSources] {
        let groups = ClassGroups(stream, classCount: dataset.summary.classCount)
        let distinct = groups.distinctTasks.map { TaskSources(task: $0, of: stream, groups, in: dataset) }
        return groups.isSplit ? distinct : Array(repeating: distinct[0], count: stream.count)
    }

    private init(task: Int, of stream: Experiment.Stream, _ groups: ClassGroups, in dataset: Dataset) {
        let classes = groups[task]
        let available = TaskExamples(of: dataset.train, in: classes, .train).capped(at: stream.trainSamples, by: stream)
        test = TaskExamples(of: dataset.test, in: classes, .test).capped(at: stream.testSamples, by: stream)

        let heldOutCount = heldOutCount(of: available.count, share: stream.validation)
        guard heldOutCount > 0 else {
            (train, heldOut) = (available, [])
            return
        }
        let drawnBy = groups.isSplit ? task : 0
        var numbers = DrawKey(seed: UInt64(bitPattern: Int64(stream.seed)), purpose: .holdout, task: drawnBy).numbers()
        let drawn = Set(numbers.permutation(available.count).prefix(heldOutCount))
        heldOut = available.indices.filter { drawn.contains(Int32($0)) }.map { available[$0] }
        train = available.indices.filter { !drawn.contains(Int32($0)) }.map { available[$0] }
    }
}

/// The examples of a part whose classes a task has.
private struct TaskExamples {
    /// Ascending.
    let numbers: [Int32]
    private let labels: [Int32]
    private let classes: [Int]
    private let part: TaskSupply.Part

    init(of part: Dataset.Part, in classes: [Int], _ name: TaskSupply.Part) {
        let wanted = Set(classes.map { Int32($0) })
        labels = part.labels
        numbers = part.labels.indices.lazy.filter { wanted.contains(part.labels[$0]) }.map { Int32($0) }
        self.classes = classes
        self.part = name
    }

    /// What a cap (0 stands for none) leaves of them.
    func capped(at cap: Int, by stream: Experiment.Stream) -> [Int32] {
        guard cap > 0, cap < numbers.count else { return numbers }
        switch stream.draw {
        case .first: return Array(numbers.prefix(cap))
        case .even: return drawn(cap, seed: UInt64(bitPattern: Int64(stream.seed)))
        }
    }

    /// An even draw. A class is permuted by its own number, so that it gives the same examples to whatever task has it.
    private func drawn(_ count: Int, seed: UInt64) -> [Int32] {
        let ascending = classes.sorted()
        let byClass = Dictionary(grouping: numbers) { labels[Int($0)] }
        let members = ascending.map { byClass[Int32($0)] ?? [] }
        let shares = EvenDraw.shares(of: members.map(\.count), drawing: count)
        var drawn: [Int32] = []
        for (number, (members, share)) in zip(ascending, zip(members, shares)) {
            let key = DrawKey(seed: seed, purpose: .draw, task: part == .train ? 0 : 1, step: number)
            var random = key.numbers()
            drawn += random.permutation(members.count).prefix(share).map { members[Int($0)] }
        }
        return drawn.sorted()
    }
}

extension DrawKey.Purpose {
    /// The training examples that are held out, drawn from the stream's seed.
    static let holdout = DrawKey.Purpose(rawValue: 16)
    /// The examples that a cap leaves, drawn from the stream's seed, with the class in the place of the step.
    static let draw = DrawKey.Purpose(rawValue: 20)
}
