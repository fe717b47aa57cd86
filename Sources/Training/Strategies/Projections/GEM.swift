internal import Experiments
internal import Kernels

/// Gradient episodic memory: a step may not raise the loss of the stored examples of any earlier task.
///
/// Lopez-Paz & Ranzato 2017, "Gradient Episodic Memory for Continual Learning", equations 8 to 11: where the gradient g
/// points against that of an earlier task's stored examples (a row of G), the step is taken along G^T v + g, the
/// closest direction that points against none, with v >= 0 the solution of the dual problem, and `margin` added to v.
///
/// Conventions: all stored examples of every earlier task at every step, at the current weights, no units dropped; the
/// margin is added to the solution, as the paper says (the authors' code demands v >= margin instead, and adds a small
/// ridge to G G^T); a gradient that violates nothing is left alone. Clipping and the optimiser come after. Defaults:
/// the margin 0.5 of the authors' scripts, 256 examples for each of five tasks.
struct GEM: Strategy {
    static let schema = VariantSchema(
        "gem",
        [
            ExampleMemory.size(default: 1280, "stored examples; an equal share a task"),
            .init(
                "margin",
                .number(0...Float.greatestFiniteMagnitude),
                default: .number(0.5),
                "added to the multipliers: above 0, steps favour the old tasks"
            ),
        ]
    )

    private let size: Int
    private let margin: Float
    private(set) var memory: EpisodicMemory
    /// Room for the gradient of each learned task.
    private var references: [FloatVector] = []

    init(_ settings: VariantSettings) {
        size = settings.integer("buffer")
        margin = settings.number("margin")
        memory = EpisodicMemory(size: size)
    }

    func needsGradient(atPosition position: Int) -> Bool { position > 1 }

    mutating func taskEnds(_ state: inout TrainingState, _ pace: Pace) {
        memory.keep(state)
        references.append(state.network.architecture.zeros)
    }

    mutating func adjustGradient(_ state: inout TrainingState) {
        for (index, rows) in memory.tasks.enumerated() {
            state.gradient(ofRows: rows, into: &references[index])
        }
        state.backend.project(&state.gradient, awayFrom: references, margin: margin)
    }

    func extraOperations(atPosition position: Int, of job: JobSize) -> Int {
        let (share, tasks) = (EpisodicMemory.share(of: size, job), position - 1)
        guard share > 0 else { return 0 }
        let references = product(job.architecture.stepOperations, share, tasks)
        // Inner products with the gradient and, where violated, among each other, and the projection.
        let projection = product(job.architecture.parameterCount, tasks, tasks + 5)
        return product(job.stepsPerTask, sum(references, projection))
    }

    func extraBytes(of job: JobSize) -> Int {
        product(QuadraticPenalty.vectorBytes(of: job), job.taskCount - 1)
    }

    func storedExamples(of job: JobSize) -> Int { EpisodicMemory.examples(size: size, of: job) }
}

extension Backend {
    /// Turns a gradient that points against any of the references into the closest one that points against none, and
    /// `margin` times each reference further.
    func project(_ gradient: inout FloatVector, awayFrom references: [FloatVector], margin: Float) {
        let products = references.map { dot($0, gradient) }
        guard products.contains(where: { $0 < 0 }) else { return }
        var gram = references.map { _ in references.map { _ in 0.0 } }
        for row in references.indices {
            for column in 0...row {
                gram[row][column] = dot(references[row], references[column])
                gram[column][row] = gram[row][column]
            }
        }
        let multipliers = DualProblem(gram: gram, products: products).solution()
        for (reference, multiplier) in zip(references, multipliers) {
            let factor = Float(multiplier) + margin
            // Infinite beside a reference that is too small to point anywhere; 0 adds nothing, even of an infinite one.
            if factor.isFinite && factor > 0 { add(reference, scaledBy: factor, to: &gradient) }
        }
    }
}
