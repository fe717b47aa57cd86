internal import Experiments
internal import Kernels

/// Holds all parameters equally at their values after the task before: L + lambda / 2 * sum of (w - w')^2.
///
/// The control of Kirkpatrick et al. 2017, "Overcoming catastrophic forgetting in neural networks" (figure 2): EWC with
/// every importance 1. Conventions: one anchor, the end of the last task (not one for each task); the factor one half
/// of their equation 3; biases are held as weights are. No paper names a strength for it: sweep it over decades.
struct L2: Strategy {
    static let schema = VariantSchema(
        "l2",
        [QuadraticPenalty.strength("lambda", default: 0.1, "strength of the pull towards the last task's weights")]
    )

    private let lambda: Float
    private(set) var penalty: QuadraticPenalty?

    init(_ settings: VariantSettings) {
        lambda = settings.number("lambda")
    }

    func needsGradient(atPosition position: Int) -> Bool { position > 1 }

    func adjustGradient(_ state: inout TrainingState) {
        penalty?.addGradient(strength: lambda, to: &state)
    }

    mutating func taskEnds(_ state: inout TrainingState, _ pace: Pace) {
        let parameters = state.network.parameters
        let ones = FloatVector(Array(repeating: 1, count: parameters.count))
        penalty = QuadraticPenalty(importance: penalty?.importance ?? ones, anchor: parameters)
    }

    func extraOperations(atPosition position: Int, of job: JobSize) -> Int {
        position > 1 ? product(QuadraticPenalty.operations(of: job), job.stepsPerTask) : 0
    }

    func extraBytes(of job: JobSize) -> Int { QuadraticPenalty.bytes(of: job) }
}
