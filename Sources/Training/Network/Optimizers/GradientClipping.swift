public import Kernels

extension Backend {
    /// Scales a gradient whose Euclidean norm exceeds `limit` down to that norm (Pascanu, Mikolov & Bengio 2013,
    /// algorithm 1) and returns the norm it had. The norm is summed in double and rounded once.
    @discardableResult
    public func clip(_ gradient: inout FloatVector, toNorm limit: Float) -> Float {
        let norm = Float(norm(gradient))
        if norm > limit { scale(&gradient, by: limit / norm) }
        return norm
    }
}
