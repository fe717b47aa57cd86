/// What `lethe bench kernels` measured on one core.
public struct KernelReport: Codable, Sendable {
    /// The speed of one part of training for one network and batch size.
    public struct Row: Codable, Sendable {
        /// The instruction set.
        public var isa: String
        /// `fashion` (784-[w,w]-10) or `digits` (64-[w]-10).
        public var network: String
        /// Examples of a training step. Evaluation runs in large batches whatever it is.
        public var batch: Int
        /// The width of the hidden layers.
        public var width: Int
        /// `forward`, `weight_gradient` (with the update), `input_gradient`, `evaluation` or `step`.
        public var phase: String
        /// 10^9 floating-point operations per second, two for each multiply-add of the network's weights.
        public var gflops: Double
        /// The share of the peak of the same instruction set.
        public var share: Double
    }

    /// The peak of the fastest instruction set: fused multiply-adds on registers alone.
    public var peakGflops: Double
    /// The measurements.
    public var rows: [Row]
}
