public import Experiments

/// How many examples a task has, by formula.
///
/// All split tasks are counted as equally large, and so are classes; what is learned from has the sizes that the data
/// has.
public struct TaskSizes: Hashable, Sendable {
    /// Training examples that are learned from.
    public let train: Int
    /// Training examples that are held out.
    public let heldOut: Int
    /// Test examples.
    public let test: Int

    /// The sizes of a stream's tasks on a data set.
    public init(_ stream: Experiment.Stream, on dataset: DatasetSummary) {
        let groups = ClassGroups(stream, classCount: dataset.classCount)
        let share = { (all: Int) in
            // A class order may leave classes out.
            groups.isSplit ? all * groups.total / max(dataset.classCount, 1) / stream.count : all
        }
        self.init(train: share(dataset.trainCount), test: share(dataset.testCount), of: stream)
    }

    /// The sizes of a task that has so many examples.
    init(train: Int, test: Int, of stream: Experiment.Stream) {
        let train = capped(train, at: stream.trainSamples)
        heldOut = heldOutCount(of: train, share: stream.validation)
        self.train = train - heldOut
        self.test = capped(test, at: stream.testSamples)
    }
}

/// `count`, or the cap where there is one (0 stands for none) and it is smaller.
func capped(_ count: Int, at cap: Int) -> Int {
    cap == 0 ? count : min(count, cap)
}

/// How many of a task's training examples are held out: the share, rounded to the nearest whole number.
func heldOutCount(of count: Int, share: Float) -> Int {
    Int((Double(count) * Double(share)).rounded())
}
