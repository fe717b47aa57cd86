public import Kernels

/// Stochastic gradient descent: w -= rate * (g + decay * w).
public struct SGD: Optimizer, Equatable {
    /// The weight decay.
    public var decay: Float

    /// Gradient descent with weight decay.
    public init(decay: Float = 0) {
        self.decay = decay
    }

    /// The descent to fuse into the backward pass, if this rule allows it.
    public func fusedDescent(rate: Float) -> Descent? { Descent(rate: rate, decay: decay) }

    /// Changes the parameters by one step at a learning rate.
    public func step(_ gradient: FloatVector, rate: Float, parameters: inout FloatVector, backend: Backend) {
        backend.descend(Descent(rate: rate, decay: decay), gradient: gradient, parameters: &parameters)
    }
}
