public import Experiments

/// The columns of the output layer: how many there are, and which of them belong to a task.
///
/// K(t) is the number of classes of task t: the data set's for permuted and rotated tasks, those of its group for split
/// tasks (``ClassGroups``), which may differ in it. S(t) is the sum of K over the tasks before t, K* the largest K.
///
/// | scenario | outputs | columns of task t | logits active in its loss and predictions |
/// |---|---|---|---|
/// | task | S(T) | S(t) ..< S(t) + K(t) | the same |
/// | domain | K* | 0 ..< K* | the same |
/// | class | S(T) | S(t) ..< S(t) + K(t) | all |
///
/// These are the three scenarios of van de Ven, Tuytelaars & Tolias 2022. In class-incremental learning of permuted or
/// rotated tasks every task brings classes of its own, as in their protocol for permuted MNIST: the network has to tell
/// which digit it sees and in which permutation.
public struct HeadLayout: Hashable, Sendable {
    /// The classes of each task.
    public let groups: ClassGroups
    /// Columns of the output layer.
    public let outputCount: Int
    private let scenario: Scenario

    /// The head that a stream needs on data of so many classes.
    public init(_ stream: Experiment.Stream, classCount: Int) {
        groups = ClassGroups(stream, classCount: classCount)
        outputCount = stream.scenario == .domain ? groups.largest : groups.total
        scenario = stream.scenario
    }

    /// The columns in which a task's classes stand.
    public func columns(ofTask task: Int) -> Range<Int> {
        if scenario == .domain { return 0..<outputCount }
        let first = groups.start(ofTask: task)
        return first..<first + groups.size(ofTask: task)
    }

    /// The task to which a column belongs, where every task has columns of its own.
    public func task(ofColumn column: Int) -> Int { groups.task(ofPlace: column) }

    /// The logits that take part in a task's loss and predictions.
    public func activeColumns(ofTask task: Int) -> Range<Int> {
        scenario == .class ? 0..<outputCount : columns(ofTask: task)
    }
}
