public import Hashing

/// Everything that determines an outcome.
///
/// Two experiments with the same canonical form give the same bits on any machine.
public struct Experiment: Hashable, Sendable {
    /// The tasks and the data they are made of.
    public struct Stream: Hashable, Sendable {
        /// The SHA-256 of the data set's decoded content.
        public var dataset: Digest
        /// How the tasks are made from the data.
        public var tasks: TaskKind = .permuted
        /// T, the number of tasks.
        public var count: Int = 5
        /// What is known when a task is tested.
        public var scenario: Scenario = .domain
        /// Cap on the training examples of a task; 0 stands for all.
        public var trainSamples: Int = 0
        /// Cap on the test examples of a task; 0 stands for all.
        public var testSamples: Int = 0
        /// Which examples a cap takes.
        public var draw: ExampleDraw = .first
        /// Share of the training data held out for choosing settings.
        public var validation: Float = 0
        /// What features are divided by before a network sees them.
        public var scale: FeatureScale = .unit
        /// The order in which split tasks take the classes of the data set, by number; empty stands for ascending.
        public var classOrder: [Int] = []
        /// How many classes each split task takes; empty stands for as even as can be.
        public var classesPerTask: [Int] = []
        /// The last angle of rotated tasks, in degrees.
        public var maxAngle: Float = 90
        /// Draws the tasks and the sampled orderings; never a job's seed.
        public var seed: Int = 0

        /// Five permuted tasks of a data set.
        public init(dataset: Digest) {
            self.dataset = dataset
        }
    }

    /// The network.
    public struct Model: Hashable, Sendable {
        /// Hidden layer widths, from the input on.
        public var hidden: [Int] = [256]
        /// The non-linearity of the hidden layers.
        public var activation: Activation = .relu
        /// How weights are drawn before the first task.
        public var initialization: Initialization = .uniform
        /// Probability of dropping a hidden unit while training.
        public var dropout: Float = 0

        /// The default network.
        public init() {}
    }

    /// How one task is learned.
    public struct Training: Hashable, Sendable {
        /// Examples an optimiser step learns from.
        public var batchSize: Int = 32
        /// Passes over each task's training examples.
        public var epochs: Int = 1
        /// Step size on the first task.
        public var learningRate: Float = 0.01
        /// Factor on the learning rate from each task to the next (Mirzadeh et al. 2020).
        public var learningRateDecay: Float = 1
        /// The rule that turns gradients into steps.
        public var optimizer = Variant("sgd")
        /// Factor of the weights that is added to their gradient.
        public var weightDecay: Float = 0
        /// Largest Euclidean norm of a gradient; 0 stands for no limit.
        public var clipNorm: Float = 0

        /// The default training.
        public init() {}
    }

    /// The tasks.
    public var stream: Stream
    /// The order in which they are learned.
    public var ordering: Ordering
    /// The network that learns them.
    public var model = Model()
    /// How it learns each of them.
    public var training = Training()
    /// How forgetting is held back.
    public var strategy = Variant("naive")
    /// Draws everything random about the job but the tasks.
    public var seed = 0

    /// An experiment with every other setting at its default.
    public init(stream: Stream, ordering: Ordering) {
        self.stream = stream
        self.ordering = ordering
    }
}

/// How the tasks of a stream are made from one data set.
public enum TaskKind: String, Hashable, Sendable, CaseIterable {
    /// A fixed permutation of the pixels per task; the first is the identity.
    case permuted
    /// A rotation of the image per task.
    case rotated
    /// A group of consecutive labels per task.
    case split
}

/// Which examples of a task a cap takes.
public enum ExampleDraw: String, Hashable, Sendable, CaseIterable {
    /// Those that come first in the data set.
    case first
    /// In proportion to the classes (``EvenDraw``), by permutations that are drawn from the stream's seed.
    case even
}

/// What is known when a task is tested (van de Ven et al. 2022).
public enum Scenario: String, Hashable, Sendable, CaseIterable {
    /// The task is known at test: a head per task.
    case task
    /// One shared head; the labels mean the same kind of thing in every task.
    case domain
    /// One head over all classes of the stream.
    case `class`
}

/// What is done to the features of a data set before a network sees them.
///
/// What it needs to know is taken from the training part alone, whole, whatever a cap or a task takes of it.
public enum FeatureScale: String, Hashable, Sendable, CaseIterable {
    /// Nothing.
    case none
    /// All are divided by one number, the largest magnitude of the whole table, as is usual for pixels.
    case unit
    /// Each column less its mean, and divided by its standard deviation.
    case standard
}

/// The non-linearity of the hidden layers.
public enum Activation: String, Hashable, Sendable, CaseIterable {
    case relu, tanh, gelu
}

/// How weights and biases are drawn before the first task.
public enum Initialization: String, Hashable, Sendable, CaseIterable {
    /// Uniform within ±1/sqrt(fan in), weights and biases alike.
    case uniform
    /// Normal with variance 2/(fan in), biases zero (He et al. 2015, eq. 10).
    case he
}
