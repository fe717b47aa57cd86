public import Experiments

/// The columns of the output layer: how many there are, and which of them belong to a task.
///
/// K is the number of classes of a task: the data set's for permuted and rotated tasks, its share for split tasks.
///
/// | scenario | outputs | columns of task t | logits active in its loss and predictions |
/// |---|---|---|---|
/// | task | T K | t K ..< (t + 1) K | the same |
/// | domain | K | 0 ..< K | the same |
/// | class | T K | t K ..< (t + 1) K | all |
///
/// These are the three scenarios of van de Ven, Tuytelaars & Tolias 2022. In class-incremental learning of permuted or
/// rotated tasks every task brings classes of its own, as in their protocol for permuted MNIST: the network has to tell
/// which digit it sees and in which permutation.
public struct HeadLayout: Hashable, Sendable {
    /// K, the classes of one task.
    public let classesPerTask: Int
    /// Columns of the output layer.
    public let outputCount: Int
    private let scenario: Scenario

    /// The head that a stream needs on data of so many classes.
    public init(_ stream: Experiment.Stream, classCount: Int) {
        classesPerTask = stream.tasks == .split ? classCount / stream.count : classCount
        outputCount = stream.scenario == .domain ? classesPerTask : classesPerTask * stream.count
        scenario = stream.scenario
    }

    /// The columns in which a task's classes stand.
    public func columns(ofTask task: Int) -> Range<Int> {
        let first = scenario == .domain ? 0 : task * classesPerTask
        return first..<first + classesPerTask
    }

    /// The logits that take part in a task's loss and predictions.
    public func activeColumns(ofTask task: Int) -> Range<Int> {
        scenario == .class ? 0..<outputCount : columns(ofTask: task)
    }
}
