public import Kernels

/// A rule that turns gradients into steps. A value: a copy is a snapshot of its state.
public protocol Optimizer: Sendable {
    /// The descent that may be fused into the backward pass for a step at this rate; `nil` where the rule needs the
    /// gradient.
    func fusedDescent(rate: Float) -> Descent?

    /// Changes the parameters by one step at a learning rate.
    mutating func step(_ gradient: FloatVector, rate: Float, parameters: inout FloatVector, backend: Backend)
}
