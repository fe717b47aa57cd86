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

    /// What the strategy costs beyond `naive`, by formula.
    public struct StrategyCost: Hashable, Sendable {
        /// Floating-point operations; part of the outcome's.
        public var operations: Int
        /// Bytes of memory at the most, but for stored examples: vectors of parameters, logits, networks.
        public var memoryBytes: Int
        /// Bytes of stored examples at the most, features as float32 and labels, as a learner keeps them who cannot go
        /// back to the data.
        public var storedBytes: Int

        /// A cost beyond `naive`.
        public init(operations: Int = 0, memoryBytes: Int = 0, storedBytes: Int = 0) {
            self.operations = operations
            self.memoryBytes = memoryBytes
            self.storedBytes = storedBytes
        }
    }

    /// R: test accuracies, from 0 to 1.
    public var accuracy: TaskMatrix
    /// L: mean test losses (cross-entropy, nats).
    public var loss: TaskMatrix
    /// Accuracies on the held-out training examples of each task at the end of the stream, tasks in the order learned;
    /// what settings are chosen by. Absent where nothing is held out, and for a diverged job.
    public var validation: [Double]?
    /// Absent for T = 1 and for a diverged job.
    public var negativeFlips: NegativeFlips?
    /// Set if the job diverged; rows measured before are kept.
    public var divergence: Divergence?
    /// Floating-point operations of the job run alone, by formula, without probes.
    public var operations: Int
    /// What of all this is the strategy's.
    public var strategyCost: StrategyCost
    /// Floating-point operations of its probes, by formula.
    public var probeOperations: Int

    /// What a job measured.
    public init(
        accuracy: TaskMatrix,
        loss: TaskMatrix,
        validation: [Double]? = nil,
        negativeFlips: NegativeFlips? = nil,
        divergence: Divergence? = nil,
        operations: Int,
        strategyCost: StrategyCost = StrategyCost(),
        probeOperations: Int = 0
    ) {
        self.accuracy = accuracy
        self.loss = loss
        self.validation = validation
        self.negativeFlips = negativeFlips
        self.divergence = divergence
        self.operations = operations
        self.strategyCost = strategyCost
        self.probeOperations = probeOperations
    }
}
