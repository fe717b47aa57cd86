public import Kernels

/// Adam (Kingma & Ba 2015, algorithm 1) and, with decoupled weight decay, AdamW (Loshchilov & Hutter 2019, algorithm
/// 2).
///
/// m = beta1 m + (1 - beta1) g', v = beta2 v + (1 - beta2) g'^2,
/// w -= rate / (1 - beta1^t) * m / (sqrt(v) / sqrt(1 - beta2^t) + epsilon), where Adam adds decay * w to the gradient
/// and AdamW first multiplies w by 1 - rate * decay.
public struct Adam: Optimizer, Equatable {
    /// The decay of the mean of gradients.
    public var beta1: Float
    /// The decay of the mean of squared gradients.
    public var beta2: Float
    /// Added to the denominator.
    public var epsilon: Float
    /// The weight decay.
    public var decay: Float
    /// Whether weight decay is decoupled from the gradient: AdamW.
    public var decoupled: Bool

    private var moments: AdamMoments?
    private var power1: Float = 1
    private var power2: Float = 1

    /// Adam before its first step.
    public init(
        beta1: Float = 0.9,
        beta2: Float = 0.999,
        epsilon: Float = 1e-8,
        decay: Float = 0,
        decoupled: Bool = false
    ) {
        self.beta1 = beta1
        self.beta2 = beta2
        self.epsilon = epsilon
        self.decay = decay
        self.decoupled = decoupled
    }

    /// The descent to fuse into the backward pass, if this rule allows it.
    public func fusedDescent(rate: Float) -> Descent? { nil }

    /// Changes the parameters by one step at a learning rate.
    public mutating func step(_ gradient: FloatVector, rate: Float, parameters: inout FloatVector, backend: Backend) {
        var moments = moments.take() ?? AdamMoments(count: parameters.count)
        power1 *= beta1
        power2 *= beta2
        let step = AdamStep(
            rate: rate / (1 - power1),
            root: (1 - power2).squareRoot(),
            beta1: beta1,
            beta2: beta2,
            epsilon: epsilon,
            decay: decoupled ? 0 : decay,
            shrink: decoupled ? 1 - rate * decay : 1
        )
        backend.adam(step, gradient: gradient, state: &moments, parameters: &parameters)
        self.moments = moments
    }
}
