internal import Experiments
internal import Kernels

/// Averaged gradient episodic memory: a step may not raise the mean loss of stored examples of the earlier tasks.
///
/// Chaudhry et al. 2019, "Efficient Lifelong Learning with A-GEM", equation 11: where g . r < 0, with g the gradient of
/// the batch and r that of the stored examples, the step is taken along g - (g . r / r . r) r.
///
/// Conventions: r is over as many stored examples as a batch has, drawn for each step without replacement from those of
/// all earlier tasks, at the current weights, no units dropped. Clipping and the optimiser come after. The default is
/// 256 examples for each of five tasks.
struct AGEM: Strategy {
    static let schema = VariantSchema(
        "agem",
        [ExampleMemory.size(default: 1280, "stored examples; an equal share a task")]
    )

    private let size: Int
    private(set) var memory: EpisodicMemory
    private var reference = FloatVector(zeros: 0)

    init(_ settings: VariantSettings) {
        size = settings.integer("buffer")
        memory = EpisodicMemory(size: size)
    }

    func needsGradient(atPosition position: Int) -> Bool { position > 1 }

    mutating func taskEnds(_ state: inout TrainingState, _ pace: Pace) {
        memory.keep(state)
        reference = state.network.architecture.zeros
    }

    mutating func adjustGradient(_ state: inout TrainingState) {
        let stored = memory.tasks.flatMap { $0 }
        guard !stored.isEmpty else { return }
        var numbers = state.numbers(for: .replay)
        let drawn = numbers.sample(min(state.workspace.capacity, stored.count), below: stored.count)
        state.gradient(ofRows: drawn.map { stored[$0] }, into: &reference)
        state.backend.project(&state.gradient, awayFrom: reference)
    }

    func extraOperations(atPosition position: Int, of job: JobSize) -> Int {
        let stored = product(EpisodicMemory.share(of: size, job), position - 1)
        guard stored > 0 else { return 0 }
        let reference = product(job.architecture.stepOperations, min(stored, job.batchSize))
        // Two inner products and the projection.
        return product(job.stepsPerTask, sum(reference, product(6, job.architecture.parameterCount)))
    }

    func extraBytes(of job: JobSize) -> Int {
        QuadraticPenalty.vectorBytes(of: job)
    }

    func storedExamples(of job: JobSize) -> Int { EpisodicMemory.examples(size: size, of: job) }
}

extension Backend {
    /// Takes from a gradient its part against another one; a gradient that does not point against it stays as it is,
    /// and so does one beside a reference that is too small to point anywhere.
    func project(_ gradient: inout FloatVector, awayFrom reference: FloatVector) {
        let product = dot(gradient, reference)
        guard product < 0 else { return }
        let factor = Float(-product / dot(reference, reference))
        if factor.isFinite { add(reference, scaledBy: factor, to: &gradient) }
    }
}
