internal import Experiments

/// A way to hold back forgetting: what differs from plain training on one task after the other.
///
/// A value, whose copy is a snapshot of its state. Every hook has a default that does nothing, so a strategy says only
/// what it changes. The hooks of a task run in the order in which they stand here; `state` is the network with
/// everything around it, and whatever randomness a hook needs comes from ``TrainingState/numbers(for:)``.
protocol Strategy: Sendable {
    /// The name and the settings, as sweep files write them.
    static var schema: VariantSchema { get }

    /// The strategy before the first task.
    init(_ settings: VariantSettings)

    // MARK: What it is

    /// Whether nothing but `taskEnds` differs from `naive` while the first task is learned.
    var leavesFirstTaskAlone: Bool { get }

    /// What each task is learned from.
    var curriculum: Curriculum { get }

    /// The most rows of a batch for each new example: more than one where stored examples join it.
    var rowsPerExample: Int { get }

    /// Whether the steps of the task at a position (1 ... T) need the gradient itself, so that the optimiser step
    /// cannot be fused into the backward pass.
    func needsGradient(atPosition position: Int) -> Bool

    // MARK: What it does

    /// Before the first step of a task.
    mutating func taskBegins(_ state: inout TrainingState)

    /// Adds stored examples to a batch of new ones.
    mutating func extend(_ batch: inout Batch, _ state: TrainingState)

    /// Adds losses on the logits of the forward pass and returns their sum.
    ///
    /// By default the mean cross-entropy over all rows of the batch.
    mutating func addLosses(of batch: Batch, _ state: inout TrainingState) -> Double

    /// Changes `state.gradient`. Only called where `needsGradient`.
    mutating func adjustGradient(_ state: inout TrainingState)

    /// After the optimiser step.
    mutating func stepEnds(_ batch: Batch, _ state: inout TrainingState)

    /// After the last step of a task.
    ///
    /// - Parameter pace: told of work that takes a while; the hook is given up where it throws.
    mutating func taskEnds(_ state: inout TrainingState, _ pace: Pace) throws(CancellationError)

    // MARK: What it costs

    /// Floating-point operations beyond naive training and evaluation while the task at a position (1 ... T) is
    /// learned.
    func extraOperations(atPosition position: Int, of job: JobSize) -> Int

    /// Bytes that are kept beyond naive, at the most, but for stored examples: those are rows of data that is there
    /// anyway.
    func extraBytes(of job: JobSize) -> Int

    /// Stored examples, at the most: what a learner must keep who cannot go back to the data.
    func storedExamples(of job: JobSize) -> Int
}

/// What a task is learned from.
enum Curriculum: Sendable {
    /// Its own examples.
    case task
    /// The examples of all tasks so far, by the network as it is or by a fresh one.
    case allTasks(fromScratch: Bool)

    /// Whether every task begins with a fresh network.
    var isFromScratch: Bool {
        if case .allTasks(fromScratch: true) = self { true } else { false }
    }
}

extension Strategy {
    var leavesFirstTaskAlone: Bool { true }
    var curriculum: Curriculum { .task }
    var rowsPerExample: Int { 1 }
    func needsGradient(atPosition position: Int) -> Bool { false }

    mutating func taskBegins(_ state: inout TrainingState) {}
    mutating func extend(_ batch: inout Batch, _ state: TrainingState) {}
    mutating func addLosses(of batch: Batch, _ state: inout TrainingState) -> Double {
        state.addCrossEntropy(of: batch)
    }
    mutating func adjustGradient(_ state: inout TrainingState) {}
    mutating func stepEnds(_ batch: Batch, _ state: inout TrainingState) {}
    mutating func taskEnds(_ state: inout TrainingState, _ pace: Pace) {}

    func extraOperations(atPosition position: Int, of job: JobSize) -> Int { 0 }
    func extraBytes(of job: JobSize) -> Int { 0 }
    func storedExamples(of job: JobSize) -> Int { 0 }
}
