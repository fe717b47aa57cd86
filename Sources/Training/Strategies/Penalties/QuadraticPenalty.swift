internal import Experiments
internal import Kernels

/// A penalty strength / 2 * sum of importance * (w - anchor)^2 on leaving an anchor.
struct QuadraticPenalty: Sendable {
    /// Of each parameter, not negative.
    var importance: FloatVector
    /// Where the parameters are held. A vector is a value: training goes on without moving it.
    var anchor: FloatVector

    /// Adds strength * importance * (w - anchor) to the gradient.
    func addGradient(strength: Float, to state: inout TrainingState) {
        // Nothing, even of what is infinite.
        guard strength > 0 else { return }
        state.network.backend.addPull(
            of: state.network.parameters,
            towards: anchor,
            weight: importance,
            strength: strength,
            to: &state.gradient
        )
    }

    /// Floating-point operations of the gradient: strength * importance, w - anchor, and a fused multiply-add.
    static func operations(of job: JobSize) -> Int { product(4, job.architecture.parameterCount) }

    /// Bytes of importance and anchor.
    static func bytes(of job: JobSize) -> Int { product(2, vectorBytes(of: job)) }

    /// Bytes of a vector as long as the parameters.
    static func vectorBytes(of job: JobSize) -> Int { product(job.architecture.vectorCount, MemoryLayout<Float>.size) }

    /// The factor of a penalty, as sweep files write it.
    static func strength(_ name: String, default value: Float, _ summary: String) -> VariantSchema.Parameter {
        .init(name, .number(0...Float.greatestFiniteMagnitude), default: .number(value), summary)
    }
}
