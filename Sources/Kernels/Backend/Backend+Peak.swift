internal import CKernels

extension Backend {
    /// Runs fused multiply-adds on registers alone, as fast as the processor can, and returns how many floating-point
    /// operations (two for each) that were.
    public func spin(rounds: Int) -> Double {
        var sink: Float = 0
        return 2 * (unsafe kernels.pointee.peak(rounds, &sink))
    }
}
