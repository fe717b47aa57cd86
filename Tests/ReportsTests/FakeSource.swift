import Experiments
import FoundationEssentials
import Hashing
import Ledger
import Reports
import Statistics

/// Results and attempts made by hand, by job.
struct FakeSource: StudySource {
    var results: [JobID: JobResult] = [:]
    var attempts: [JobID: [RecordedAttempt]] = [:]

    func results(of jobs: [JobID]) throws(LetheError) -> [JobID: JobResult] {
        var found: [JobID: JobResult] = [:]
        for job in jobs { found[job] = results[job] }
        return found
    }

    func attempts(of jobs: [JobID]) throws(LetheError) -> [JobID: [RecordedAttempt]] {
        var found: [JobID: [RecordedAttempt]] = [:]
        for job in jobs { found[job] = attempts[job] }
        return found
    }

    /// Every cell of a grid, with what a closure says became of it; nil leaves it open.
    init(_ grid: Grid, _ result: (Int, Experiment) -> JobResult?) {
        for cell in 0..<grid.count {
            let experiment = grid.experiment(ofCell: cell)
            let job = JobID(experiment)
            guard let result = result(cell, experiment) else { continue }
            results[job] = result
            let operations = result.outcome?.operations ?? 0
            let end: Attempt.End = result.status == .done ? .done : result.status == .diverged ? .diverged : .failed
            attempts[job] = [
                RecordedAttempt(
                    attempt: Attempt(job: job, id: AttemptID(1), cause: .first),
                    end: end,
                    worker: "worker-\(cell % 2)",
                    host: "edda",
                    started: Date(timeIntervalSince1970: 1_795_000_000 + Double(cell) / 8),
                    cost: AttemptCost(
                        wallSeconds: Double(operations) / 9e9 + 0.004,
                        cpuSeconds: Double(operations) / 9.5e9 + 0.004,
                        peakMemoryBytes: 31 << 20,
                        operations: operations
                    ),
                    failure: result.failure
                )
            ]
        }
    }
}

/// A data set that is nowhere.
let fakeDataset = DatasetSummary(
    name: "digits",
    digest: Digest(sha256: "digits"),
    height: 8,
    width: 8,
    classCount: 10,
    trainCount: 1437,
    testCount: 360
)

/// A study of a grid over the fake data set.
func study(
    _ name: String = "quickstart",
    axes: [Axis],
    taskCount: Int = 5,
    text: String = "name: quickstart\n",
    result: (Int, Experiment) -> JobResult?
) throws -> Study {
    var stream = Experiment.Stream(dataset: fakeDataset.digest)
    stream.count = taskCount
    var base = Experiment(stream: stream, ordering: Ordering(naturalOf: taskCount))
    base.training.batchSize = 16
    base.training.epochs = 5
    guard let grid = Grid(base: base, axes: axes) else { throw LetheError("test.grid", "too large a grid") }
    let record = SweepRecord(
        name: name,
        file: "sweeps/\(name).yaml",
        text: text,
        grid: grid.digest,
        jobCount: grid.count,
        version: "0.1.0",
        sources: [.init(source: "digits", summary: fakeDataset)],
        created: Date(timeIntervalSince1970: 1_795_000_000)
    )
    return try Study(
        Sweep(name: name, grid: grid, datasets: [fakeDataset]),
        provenance: Provenance(sweep: record, reporter: "0.1.0"),
        reading: FakeSource(grid, result)
    )
}

/// An axis over the levels of a field, by name.
func axis(_ name: String, _ values: [Value]) -> Axis {
    guard let field = Field.axis(named: name) else { preconditionFailure("no axis is called \(name)") }
    return Axis(field, levels: values.map { Axis.Level($0) })
}

/// An outcome whose accuracies fade at a rate, for tests that need plausible numbers.
func fadingOutcome(
    taskCount: Int,
    learned: Double,
    fade: Double,
    noise: Double = 0.008,
    seed: UInt64,
    operations: Int = 40_000_000
) -> Outcome {
    var random = CounterRandom(seed: seed)
    var accuracy = TaskMatrix(taskCount: taskCount)
    var loss = TaskMatrix(taskCount: taskCount)
    for after in 0...taskCount {
        var row: [Double] = []
        for position in 1...taskCount {
            let jitter = (Double(random.index(below: 2001)) / 1000 - 1) * noise
            let expected: Double
            if after < position {
                expected = 0.1 + 0.008 * Double(after)
            } else {
                var kept = 1.0
                for _ in 0..<(after - position) { kept *= 1 - fade }
                expected = 0.1 + (learned - 0.1) * kept
            }
            row.append(min(1, max(0, expected + jitter)))
        }
        accuracy.append(row)
        loss.append(row.map { 2.4 * (1 - $0) + 0.05 })
    }
    let flips = taskCount > 1 ? Outcome.NegativeFlips(count: 200, total: 360 * (taskCount - 1)) : nil
    return Outcome(accuracy: accuracy, loss: loss, negativeFlips: flips, operations: operations)
}
