/// What a job measured: a pure function of its experiment.
public struct Outcome: Hashable, Sendable {
    /// Where a loss stopped being finite.
    public struct Divergence: Hashable, Sendable {
        /// The task being learned, 1 ... T in the order learned.
        public var position: Int
        /// The optimiser step since the job began, from 1.
        public var step: Int

        /// A divergence at a task and a step.
        public init(position: Int, step: Int) {
            self.position = position
            self.step = step
        }
    }

    /// Test inputs that were right at the end of their task and wrong at the end of the stream.
    public struct NegativeFlips: Hashable, Sendable {
        /// The inputs that flipped.
        public var count: Int
        /// All test inputs of the tasks 1 ... T-1.
        public var total: Int

        /// So many flips of so many inputs.
        public init(count: Int, total: Int) {
            self.count = count
            self.total = total
        }
    }

    /// R: test accuracies, from 0 to 1.
    public var accuracy: TaskMatrix
    /// L: mean test losses (cross-entropy, nats).
    public var loss: TaskMatrix
    /// Absent for T = 1 and for a diverged job.
    public var negativeFlips: NegativeFlips?
    /// Set if the job diverged; rows measured before are kept.
    public var divergence: Divergence?
    /// Floating-point operations of the job run alone, by formula, without probes.
    public var operations: Int
    /// Floating-point operations of its probes, by formula.
    public var probeOperations: Int

    /// What a job measured.
    public init(
        accuracy: TaskMatrix,
        loss: TaskMatrix,
        negativeFlips: NegativeFlips? = nil,
        divergence: Divergence? = nil,
        operations: Int,
        probeOperations: Int = 0
    ) {
        self.accuracy = accuracy
        self.loss = loss
        self.negativeFlips = negativeFlips
        self.divergence = divergence
        self.operations = operations
        self.probeOperations = probeOperations
    }
}
