internal import CKernels

// The functions of ``Elementary``, over whole vectors, with the same bits.
extension Backend {
    /// e^x, elementwise.
    public func exp(_ x: FloatVector) -> FloatVector {
        unsafe map(x) { unsafe kernels.pointee.exp(x.count, $0, $1) }
    }

    /// The natural logarithm, elementwise.
    public func log(_ x: FloatVector) -> FloatVector {
        unsafe map(x) { unsafe kernels.pointee.log(x.count, $0, $1) }
    }

    /// The hyperbolic tangent, elementwise.
    public func tanh(_ x: FloatVector) -> FloatVector {
        unsafe map(x) { unsafe kernels.pointee.tanh(x.count, $0, $1) }
    }

    private func map(
        _ x: FloatVector,
        _ function: (UnsafePointer<Float>, UnsafeMutablePointer<Float>) -> Void
    ) -> FloatVector {
        var y = FloatVector(zeros: x.count)
        unsafe y.withMutablePointer { y in
            unsafe x.withPointer { unsafe function($0, y) }
        }
        return y
    }
}
