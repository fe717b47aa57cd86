public import Kernels

/// Gradient descent with momentum: v = momentum * v + g', w -= rate * v, with g' = g + decay * w; Nesterov's form looks
/// ahead: w -= rate * (g' + momentum * v) (Sutskever et al. 2013, in the form common to today's libraries, without
/// dampening).
public struct Momentum: Optimizer, Equatable {
    /// The share of the velocity that is kept at each step.
    public var momentum: Float
    /// Whether to look ahead.
    public var nesterov: Bool
    /// The weight decay.
    public var decay: Float

    private var velocity: FloatVector?

    /// Momentum at rest.
    public init(momentum: Float = 0.9, nesterov: Bool = false, decay: Float = 0) {
        self.momentum = momentum
        self.nesterov = nesterov
        self.decay = decay
    }

    /// The descent to fuse into the backward pass, if this rule allows it.
    public func fusedDescent(rate: Float) -> Descent? { nil }

    /// Changes the parameters by one step at a learning rate.
    public mutating func step(_ gradient: FloatVector, rate: Float, parameters: inout FloatVector, backend: Backend) {
        var velocity = velocity.take() ?? FloatVector(zeros: parameters.count)
        backend.descend(
            Descent(rate: rate, decay: decay),
            momentum: momentum,
            nesterov: nesterov,
            gradient: gradient,
            velocity: &velocity,
            parameters: &parameters
        )
        self.velocity = velocity
    }
}
