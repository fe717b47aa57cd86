internal import Experiments

/// At every task trains a fresh network on the examples of all tasks so far: the upper bound, and what full retraining
/// costs.
///
/// Every network begins with the weights that the naive one begins with. An epoch passes once over the examples of all
/// tasks so far, in one shuffle; so row i of R is what retraining on tasks 1 ... i gives. Learning-rate decay from task
/// to task does not apply: it protects what was learned, and a fresh network has learned nothing.
struct Joint: Strategy {
    static let schema = VariantSchema("joint")

    init(_ settings: VariantSettings) {}

    var curriculum: Curriculum { .allTasks(fromScratch: true) }

    func extraOperations(atPosition position: Int, of job: JobSize) -> Int {
        product(job.trainingOperationsPerTask, position - 1)
    }

    func storedExamples(of job: JobSize) -> Int { product(job.tasks.train, job.taskCount - 1) }
}
