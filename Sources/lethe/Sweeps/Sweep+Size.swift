internal import Experiments
internal import Reports
internal import Wire

// What cannot be, by its size.
extension Sweep {
    /// The most jobs that can be run: of each a bit says whether it is done.
    private static let mostJobs = 1_000_000_000

    /// Refuses a sweep that could not be run to its end.
    func refuseImpossibleRun() throws(LetheError) {
        let tasks = grid.base.stream.count
        if tasks > Wire.maximumTasks {
            throw LetheError(
                "run.too-many-tasks",
                "the stream has \(Quantity.count(tasks)) tasks, and workers can send outcomes of at most "
                    + Quantity.count(Wire.maximumTasks),
                hint: "lower `count`; `lethe train` runs one job of the sweep in one process"
            )
        }
        guard grid.count > Self.mostJobs else { return }
        throw LetheError(
            "run.too-many-jobs",
            "the sweep `\(name)` has \(Quantity.jobs(grid.count)), and at most \(Quantity.count(Self.mostJobs)) can be "
                + "run",
            hint: "take values or axes away, or sample the orderings; `lethe describe` tells what a grid costs"
        )
    }

    /// Refuses a report for which there is no memory: to try would end in a killed process.
    func refuseOversizedReport() throws(LetheError) {
        let need = Study.bytes(ofJobs: grid.count)
        guard need > Machine.memory else { return }
        throw LetheError(
            "report.too-many-jobs",
            "the report of \(Quantity.jobs(grid.count)) needs \(Quantity.bytes(Double(need))) of memory, and "
                + Machine.memoryInWords,
            hint: "the tables are written; make sweeps of parts of the grid for reports"
        )
    }
}
