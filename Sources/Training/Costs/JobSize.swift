internal import Experiments

/// The numbers of a job from which its cost follows.
struct JobSize: Sendable {
    /// The network.
    let architecture: Architecture
    /// T.
    let taskCount: Int
    /// Examples of each task.
    let tasks: TaskSizes
    /// Passes over each task.
    let epochs: Int
    /// Examples of an optimiser step.
    let batchSize: Int
    /// Logits that take part in an example's loss.
    let activeLogits: Int

    init(_ experiment: Experiment, on dataset: DatasetSummary) {
        let head = HeadLayout(experiment.stream, classCount: dataset.classCount)
        architecture = Architecture(experiment.model, inputs: dataset.featureCount, outputs: head.outputCount)
        taskCount = experiment.stream.count
        tasks = TaskSizes(experiment.stream, on: dataset)
        epochs = experiment.training.epochs
        batchSize = experiment.training.batchSize
        activeLogits = experiment.stream.scenario == .task ? head.groups.largest : head.outputCount
    }

    /// Examples that pass forward and backward while one task is learned.
    var examplesPerTask: Int { product(tasks.train, epochs) }

    /// Optimiser steps of one task.
    var stepsPerTask: Int { product((tasks.train + batchSize - 1) / batchSize, epochs) }

    /// Operations of naive training on one task.
    var trainingOperationsPerTask: Int { product(architecture.stepOperations, examplesPerTask) }

    /// Operations that a strategy adds while the task at a position (1 ... T) is learned.
    func extraOperations(of strategy: Variant, atPosition position: Int) -> Int {
        (try? Strategies.make(strategy))?.extraOperations(atPosition: position, of: self) ?? 0
    }

    /// Bytes of memory that a strategy adds, at the most: what it keeps, and the passes of what joins a batch.
    func extraBytes(of strategy: Variant) -> Int {
        guard let strategy = try? Strategies.make(strategy) else { return 0 }
        // With a single task nothing is ever prepared for the next.
        let kept = strategy.leavesFirstTaskAlone && taskCount == 1 ? 0 : strategy.extraBytes(of: self)
        return sum(kept, product(strategy.rowsPerExample - 1, passBytes))
    }

    /// Bytes of a batch's forward and backward pass: activations, errors, sums, masks and two transposes.
    var passBytes: Int { product(6, min(batchSize, tasks.train), units, MemoryLayout<Float>.size) }

    /// Units of all layers.
    var units: Int { architecture.hidden.reduce(architecture.outputs, +) }

    /// Operations of a test on all tasks.
    var testOperations: Int { product(architecture.forwardOperations, tasks.test, taskCount) }

    /// Operations of the evaluation after so many tasks: a test on all and, at the end, their held-out examples too.
    func evaluationOperations(after learned: Int) -> Int {
        guard learned == taskCount else { return testOperations }
        return sum(testOperations, product(architecture.forwardOperations, tasks.heldOut, taskCount))
    }
}

/// The product, or the largest Int where it exceeds that: a plan may be absurd, but it must not crash the planner.
func product(_ factors: Int...) -> Int {
    factors.contains(0)
        ? 0
        : factors.reduce(1) { product, factor in
            let (next, overflow) = product.multipliedReportingOverflow(by: factor)
            return overflow ? .max : next
        }
}

/// The sum, or the largest Int where it exceeds that.
func sum(_ terms: Int...) -> Int {
    terms.reduce(0) { sum, term in
        let (next, overflow) = sum.addingReportingOverflow(term)
        return overflow ? .max : next
    }
}
