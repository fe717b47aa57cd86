internal import Experiments
internal import Kernels

/// Elastic weight consolidation with a single penalty, whose importances are a running sum over the tasks.
///
/// Schwarz et al. 2018, "Progress & Compress": while task i is learned, the loss is
/// L + lambda / 2 * sum of gamma * F*_(i-1) * (w - w_(i-1))^2, and after it F*_i = gamma * F*_(i-1) + F_i.
///
/// Conventions: gamma multiplies the old importances in the penalty as well, as the paper has it, so that gamma 0 is
/// naive; the anchor is the end of the last task; F_i as in ``EWC``, not normalised. Defaults: the lambda of ``EWC``,
/// with which it agrees at the second task where gamma is 1, and no decay.
struct OnlineEWC: Strategy {
    static let schema = VariantSchema(
        "online_ewc",
        [
            QuadraticPenalty.strength("lambda", default: 400, "importance of the old tasks against the new one"),
            .init("gamma", .number(0...1), default: .number(1), "share of the importances that each new task keeps"),
            FisherInformation.samples,
        ]
    )

    private let lambda: Float
    private let gamma: Float
    private let fisher: FisherInformation
    /// Its importance is F*.
    private(set) var penalty: QuadraticPenalty?

    init(_ settings: VariantSettings) {
        lambda = settings.number("lambda")
        gamma = settings.number("gamma")
        fisher = FisherInformation(samples: settings.integer("fisher_samples"))
    }

    func needsGradient(atPosition position: Int) -> Bool { position > 1 }

    func adjustGradient(_ state: inout TrainingState) {
        penalty?.addGradient(strength: lambda * gamma, to: &state)
    }

    mutating func taskEnds(_ state: inout TrainingState, _ pace: Pace) throws(CancellationError) {
        var importance = try fisher.diagonal(&state, pace)
        let backend = state.backend
        // A decay to 0 leaves nothing, even of what is infinite.
        if let penalty, gamma > 0 { backend.add(penalty.importance, scaledBy: gamma, to: &importance) }
        penalty = QuadraticPenalty(importance: importance, anchor: state.network.parameters)
    }

    func extraOperations(atPosition position: Int, of job: JobSize) -> Int {
        sum(
            position > 1 ? product(QuadraticPenalty.operations(of: job), job.stepsPerTask) : 0,
            position < job.taskCount ? fisher.operations(of: job) : 0
        )
    }

    /// Penalty and, while it grows, the importances of one task.
    func extraBytes(of job: JobSize) -> Int {
        let growing = job.taskCount > 2 ? QuadraticPenalty.vectorBytes(of: job) : 0
        return sum(QuadraticPenalty.bytes(of: job), growing)
    }
}
