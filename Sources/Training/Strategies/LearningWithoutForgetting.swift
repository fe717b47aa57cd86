internal import Experiments
internal import Kernels

/// Learning without forgetting: on the new task's examples, keeps the answers that the network gave before it.
///
/// Li & Hoiem 2016, "Learning without Forgetting", equations 1 to 4: L + lambda * sum over old tasks of the
/// cross-entropy of the softmax at temperature T, between the logits of the network as it was when the task began and
/// as it is.
///
/// Conventions: what is distilled is each old task's own columns of the output layer, a softmax for each task, on new
/// examples alone; where all tasks have the same columns (domain-incremental learning) they count once. The paper
/// defines heads of their own; class-incremental learning takes the same columns, though there the new examples' labels
/// compete with them. Mean over the batch; no factor T^2; the old network drops no units, and all layers learn from the
/// start (no warm-up of the new head). Defaults from the paper: lambda 1, T 2.
struct LearningWithoutForgetting: Strategy {
    static let schema = VariantSchema(
        "lwf",
        [
            QuadraticPenalty.strength("lambda", default: 1, "weight of the old answers against the new labels"),
            .init(
                "temperature",
                .number(0...Float.greatestFiniteMagnitude, excludingLowerBound: true),
                default: .number(2),
                "divides the logits; above 1 it raises small probabilities"
            ),
        ]
    )

    private let lambda: Float
    private let temperature: Float
    /// The network before the current task, with memory for its passes.
    private(set) var teacher: (network: Network, workspace: Workspace)?
    private var columns: [Range<Int>] = []

    init(_ settings: VariantSettings) {
        lambda = settings.number("lambda")
        temperature = settings.number("temperature")
    }

    mutating func taskEnds(_ state: inout TrainingState, _ pace: Pace) {
        let network = state.network
        let workspace = teacher?.workspace
        teacher = (network, workspace ?? Workspace(for: network, capacity: state.workspace.capacity, use: .evaluation))
        let head = state.stream.head
        columns = Set(state.learned.map { head.columns(ofTask: $0) }).sorted { $0.lowerBound < $1.lowerBound }
    }

    mutating func addLosses(of batch: Batch, _ state: inout TrainingState) -> Double {
        var loss = state.addCrossEntropy(of: batch)
        // A strength of 0 adds nothing, even of what is infinite.
        guard let network = teacher?.network, lambda > 0 else { return loss }
        teacher?.workspace.answer(batch, by: network, state)
        guard let answers = teacher?.workspace.logits else { return loss }
        for columns in columns {
            let distance = state.workspace.addDistillation(
                teacher: answers,
                temperature: temperature,
                active: ActiveLogits(columns),
                scale: lambda / Float(batch.count)
            )
            loss += Double(lambda) * distance
        }
        return loss
    }

    func extraOperations(atPosition position: Int, of job: JobSize) -> Int {
        position > 1 ? product(job.architecture.forwardOperations, job.examplesPerTask) : 0
    }

    func extraBytes(of job: JobSize) -> Int {
        let rows = min(job.batchSize, product(job.tasks.train, job.taskCount))
        return sum(QuadraticPenalty.vectorBytes(of: job), product(rows, job.units, MemoryLayout<Float>.size))
    }
}

extension Workspace {
    /// Computes a network's logits for a batch, no units dropped.
    fileprivate mutating func answer(_ batch: Batch, by network: Network, _ state: TrainingState) {
        network.forward(Examples(state.stream.train.features, indices: batch.rows), in: &self)
    }
}
