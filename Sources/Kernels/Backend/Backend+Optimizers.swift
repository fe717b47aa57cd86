internal import CKernels

// Optimiser steps over flat vectors, elementwise.
extension Backend {
    /// w = fma(-rate, g', w), where g' = fma(decay, w, g), or g where decay is 0.
    public func descend(_ descent: Descent, gradient: FloatVector, parameters: inout FloatVector) {
        check(gradient, parameters)
        let count = parameters.count
        unsafe parameters.withMutablePointer { parameters in
            unsafe gradient.withPointer {
                unsafe kernels.pointee.sgd(count, descent.rate, descent.decay, $0, parameters)
            }
        }
    }

    /// Momentum: v = fma(momentum, v, g'), w = fma(-rate, v, w); with Nesterov's look-ahead
    /// w = fma(-rate, fma(momentum, v, g'), w). g' as in ``descend(_:gradient:parameters:)``.
    public func descend(
        _ descent: Descent,
        momentum: Float,
        nesterov: Bool,
        gradient: FloatVector,
        velocity: inout FloatVector,
        parameters: inout FloatVector
    ) {
        check(gradient, parameters)
        check(velocity, parameters)
        let count = parameters.count
        unsafe parameters.withMutablePointer { parameters in
            unsafe velocity.withMutablePointer { velocity in
                unsafe gradient.withPointer {
                    unsafe kernels.pointee.momentum(
                        count,
                        descent.rate,
                        descent.decay,
                        momentum,
                        nesterov,
                        $0,
                        velocity,
                        parameters
                    )
                }
            }
        }
    }

    /// Adam's step (Kingma & Ba 2015, algorithm 1), with weight decay added to the gradient (`decay`) or taken from the
    /// weights (`shrink`, AdamW):
    /// m = fma(beta1, m, (1 - beta1) g'), v = fma(beta2, v, ((1 - beta2) g') g'),
    /// w = fma(-rate, m / (sqrt(v) / root + epsilon), shrink * w).
    public func adam(_ step: AdamStep, gradient: FloatVector, state: inout AdamMoments, parameters: inout FloatVector) {
        check(gradient, parameters)
        check(state.first, parameters)
        check(state.second, parameters)
        let count = parameters.count
        unsafe parameters.withMutablePointer { parameters in
            unsafe state.first.withMutablePointer { first in
                unsafe state.second.withMutablePointer { second in
                    unsafe gradient.withPointer {
                        unsafe kernels.pointee.adam(
                            count,
                            step.rate,
                            step.root,
                            step.beta1,
                            step.beta2,
                            step.epsilon,
                            step.decay,
                            step.shrink,
                            $0,
                            first,
                            second,
                            parameters
                        )
                    }
                }
            }
        }
    }

    private func check(_ vector: FloatVector, _ parameters: FloatVector) {
        precondition(vector.count == parameters.count, "vectors differ in size")
    }
}

/// The running moments of Adam.
public struct AdamMoments: Sendable, Equatable {
    /// The mean of gradients, m.
    public var first: FloatVector
    /// The mean of squared gradients, v.
    public var second: FloatVector

    /// Zeros for `count` parameters.
    public init(count: Int) {
        first = FloatVector(zeros: count)
        second = FloatVector(zeros: count)
    }
}

/// The numbers of one of Adam's steps, bias corrections included.
public struct AdamStep: Sendable, Equatable {
    /// The learning rate over 1 - beta1^t.
    public var rate: Float
    /// The square root of 1 - beta2^t.
    public var root: Float
    /// The decay of the first moment.
    public var beta1: Float
    /// The decay of the second moment.
    public var beta2: Float
    /// Added to the denominator.
    public var epsilon: Float
    /// Added to the gradient as decay * w.
    public var decay: Float
    /// Multiplies the weights before the step.
    public var shrink: Float

    /// A step.
    public init(
        rate: Float,
        root: Float,
        beta1: Float,
        beta2: Float,
        epsilon: Float,
        decay: Float = 0,
        shrink: Float = 1
    ) {
        self.rate = rate
        self.root = root
        self.beta1 = beta1
        self.beta2 = beta2
        self.epsilon = epsilon
        self.decay = decay
        self.shrink = shrink
    }
}
