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
        activeLogits = head.activeColumns(ofTask: 0).count
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
