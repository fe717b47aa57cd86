internal import Experiments
internal import Kernels

/// Elastic weight consolidation: holds each parameter at its value after every earlier task, the harder the more that
/// task's predictions depend on it.
///
/// Kirkpatrick et al. 2017, "Overcoming catastrophic forgetting in neural networks", equation 3:
/// L + sum over earlier tasks t of lambda / 2 * sum of F_t * (w - w_t)^2.
///
/// Conventions: a penalty for each task, never merged; the factor one half; F_t is the exact diagonal of
/// ``FisherInformation`` at the end of task t, of the mean example (not multiplied by the number of examples). The
/// default of lambda is that of the paper's Atari games, the only one it names.
struct EWC: Strategy {
    static let schema = VariantSchema(
        "ewc",
        [
            QuadraticPenalty.strength("lambda", default: 400, "importance of the old tasks against the new one"),
            FisherInformation.samples,
        ]
    )

    private let lambda: Float
    private let fisher: FisherInformation
    /// One for each task learned.
    private(set) var penalties: [QuadraticPenalty] = []

    init(_ settings: VariantSettings) {
        lambda = settings.number("lambda")
        fisher = FisherInformation(samples: settings.integer("fisher_samples"))
    }

    func needsGradient(atPosition position: Int) -> Bool { position > 1 }

    func adjustGradient(_ state: inout TrainingState) {
        for penalty in penalties { penalty.addGradient(strength: lambda, to: &state) }
    }

    mutating func taskEnds(_ state: inout TrainingState, _ pace: Pace) throws(CancellationError) {
        let diagonal = try fisher.diagonal(&state, pace)
        penalties.append(QuadraticPenalty(importance: diagonal, anchor: state.network.parameters))
    }

    func extraOperations(atPosition position: Int, of job: JobSize) -> Int {
        sum(
            product(QuadraticPenalty.operations(of: job), position - 1, job.stepsPerTask),
            position < job.taskCount ? fisher.operations(of: job) : 0
        )
    }

    func extraBytes(of job: JobSize) -> Int { product(QuadraticPenalty.bytes(of: job), job.taskCount - 1) }
}
