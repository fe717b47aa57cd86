internal import Experiments

/// At every task goes on training the same network on the examples of all tasks so far: full rehearsal.
struct Cumulative: Strategy {
    static let schema = VariantSchema("cumulative")

    init(_ settings: VariantSettings) {}

    var curriculum: Curriculum { .allTasks(fromScratch: false) }

    func extraOperations(atPosition position: Int, of job: JobSize) -> Int {
        product(job.trainingOperationsPerTask, position - 1)
    }

    func storedExamples(of job: JobSize) -> Int { product(job.tasks.train, job.taskCount - 1) }
}
