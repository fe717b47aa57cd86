public import Experiments

/// How many examples a task has, by formula.
///
/// The classes of split tasks are counted as equally large, since no more is known without the examples; what is
/// learned from has the sizes that the data has.
public struct TaskSizes: Hashable, Sendable {
    /// Training examples that are learned from.
    public let train: Int
    /// Training examples that are held out.
    public let heldOut: Int
    /// Test examples.
    public let test: Int

    /// The sizes of a stream's tasks on a data set.
    public init(_ stream: Experiment.Stream, on dataset: DatasetSummary) {
        let share = stream.tasks == .split ? stream.count : 1
        let train = capped(dataset.trainCount / share, at: stream.trainSamples)
        heldOut = heldOutCount(of: train, share: stream.validation)
        self.train = train - heldOut
        test = capped(dataset.testCount / share, at: stream.testSamples)
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
