internal import Experiments
internal import Kernels

/// Synaptic intelligence: holds each parameter the harder the more its way through the earlier tasks lowered their
/// losses.
///
/// Zenke, Poole & Ganguli 2017, "Continual Learning Through Synaptic Intelligence": along the steps of a task
/// omega = sum of -g * (change of w) (equation 3); after it, importance += omega / (d^2 + xi), with d the distance that
/// w went in the task (equation 5); the loss is L + c * sum of importance * (w - w')^2, w' the end of the last task
/// (equation 4).
///
/// Conventions: no factor one half; g is the gradient of the batch's own loss, before penalty and clipping, and the
/// change is what the optimiser really did (with momentum and all); an importance that turns out negative becomes zero,
/// as in the authors' code, since the loss would have no minimum otherwise. The defaults are those of permuted MNIST.
struct SynapticIntelligence: Strategy {
    static let schema = VariantSchema(
        "si",
        [
            QuadraticPenalty.strength("c", default: 0.1, "strength of the penalty"),
            .init(
                "xi",
                .number(0...Float.greatestFiniteMagnitude, excludingLowerBound: true),
                default: .number(0.1),
                "damping: added to the squared distance that a parameter went"
            ),
        ]
    )

    private let strength: Float
    private let damping: Float
    /// Importances so far, held at the end of the last task; before the first task nothing, held at the first weights.
    private(set) var penalty: QuadraticPenalty?
    /// omega of the current task.
    private(set) var path = FloatVector(zeros: 0)
    /// Gradient and parameters of the current step, before the penalty and before the optimiser.
    private var gradient = FloatVector(zeros: 0)
    private var before = FloatVector(zeros: 0)

    init(_ settings: VariantSettings) {
        strength = settings.number("c")
        damping = settings.number("xi")
    }

    var leavesFirstTaskAlone: Bool { false }
    func needsGradient(atPosition position: Int) -> Bool { true }

    mutating func taskBegins(_ state: inout TrainingState) {
        let zeros = state.network.architecture.zeros
        penalty = penalty ?? QuadraticPenalty(importance: zeros, anchor: state.network.parameters)
        (path, gradient, before) = (zeros, zeros, zeros)
    }

    mutating func adjustGradient(_ state: inout TrainingState) {
        gradient.copy(state.gradient)
        before.copy(state.network.parameters)
        if state.place.position > 1 { penalty?.addGradient(strength: 2 * strength, to: &state) }
    }

    mutating func stepEnds(_ batch: Batch, _ state: inout TrainingState) {
        let backend = state.backend
        backend.scale(&before, by: -1)
        backend.add(state.network.parameters, scaledBy: 1, to: &before)  // now the change of the parameters
        backend.addProduct(gradient, before, scaledBy: -1, to: &path)
    }

    mutating func taskEnds(_ state: inout TrainingState, _ pace: Pace) {
        guard let last = penalty else { return }
        let parameters = state.network.parameters
        var importance = last.importance.elements
        for (index, omega) in path.elements.enumerated() where omega != 0 {
            let distance = parameters[index] - last.anchor[index]
            let sum = importance[index] + omega / (distance * distance + damping)
            importance[index] = sum < 0 ? 0 : sum
        }
        penalty = QuadraticPenalty(importance: FloatVector(importance), anchor: parameters)
    }

    func extraOperations(atPosition position: Int, of job: JobSize) -> Int {
        let path = product(6, job.architecture.parameterCount)
        return product(sum(path, position > 1 ? QuadraticPenalty.operations(of: job) : 0), job.stepsPerTask)
    }

    func extraBytes(of job: JobSize) -> Int {
        sum(QuadraticPenalty.bytes(of: job), product(3, QuadraticPenalty.vectorBytes(of: job)))
    }
}
