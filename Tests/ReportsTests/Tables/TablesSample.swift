import Experiments
import Foundation
import Hashing
import Ledger

/// A run directory of a test's own, removed with it.
final class TemporaryRun: Sendable {
    let directory = RunDirectory(NSTemporaryDirectory() + "lethe-" + UUID().uuidString)

    init() throws {
        try directory.create()
    }

    deinit {
        try? FileManager.default.removeItem(atPath: directory.path)
    }
}

/// Two tasks, learned 1 then 0, with numbers whose metrics are exact in binary.
enum TablesSample {
    static let time = Date(timeIntervalSince1970: 1_700_000_000.5)

    static let base: Experiment = {
        var stream = Experiment.Stream(dataset: Digest(sha256: "data"))
        stream.count = 2
        guard let ordering = Ordering([1, 0]) else { preconditionFailure("two tasks") }
        return Experiment(stream: stream, ordering: ordering)
    }()

    /// Strategies naive, joint and replay, each with two seeds.
    static let sweep: Sweep = {
        guard let strategy = Field.axis(named: "strategy"), let seed = Field.axis(named: "seed") else {
            preconditionFailure("both are axes")
        }
        let replay = Variant("replay", [.init("buffer", .integer(200))])
        let axes = [
            Axis(
                strategy,
                levels: [
                    .init(.variant(Variant("naive")), cells: ["naive", ""]),
                    .init(.variant(Variant("joint")), cells: ["joint", ""]),
                    .init(.variant(replay), cells: ["replay", "200"]),
                ],
                columns: ["strategy", "replay.buffer"]
            ),
            Axis(seed, levels: [.init(.integer(0)), .init(.integer(1))]),
        ]
        guard let grid = Grid(base: base, axes: axes) else { preconditionFailure("six cells") }
        return Sweep(name: "sample", grid: grid, datasets: [])
    }()

    static let golden = Outcome(
        accuracy: TaskMatrix(taskCount: 2, rows: [[0.125, 0.125], [0.75, 0.25], [0.5, 0.75]]),
        loss: TaskMatrix(taskCount: 2, rows: [[2.5, 2.25], [0.00001, 2], [1, 0.1]]),
        validation: [0.5, 0.625],
        negativeFlips: .init(count: 25, total: 100),
        operations: 1000,
        strategyCost: .init(operations: 10, memoryBytes: 20, storedBytes: 30),
        probeOperations: 24
    )

    static let joint = Outcome(
        accuracy: TaskMatrix(taskCount: 2, rows: [[0.125, 0.125], [0.875, 0.375], [0.875, 0.875]]),
        loss: TaskMatrix(taskCount: 2, rows: [[2.5, 2.25], [1, 2], [1, 0.5]]),
        negativeFlips: .init(count: 0, total: 100),
        operations: 2000
    )

    static let diverged = Outcome(
        accuracy: TaskMatrix(taskCount: 2, rows: [[0.125, 0.125]]),
        loss: TaskMatrix(taskCount: 2, rows: [[2.5, 2.25]]),
        divergence: .init(position: 1, step: 3),
        operations: 1000
    )

    static let single = Outcome(
        accuracy: TaskMatrix(taskCount: 1, rows: [[0.125], [0.5]]),
        loss: TaskMatrix(taskCount: 1, rows: [[2.5], [1]]),
        operations: 7
    )

    static func attempt(
        _ experiment: Experiment,
        _ ending: AttemptRecord.Ending,
        number: Int = 1,
        cause: Attempt.Cause = .first,
        worker: String = "worker-1"
    ) -> AttemptRecord {
        let isLost = if case .lost = ending { true } else { false }
        return AttemptRecord(
            Attempt(job: JobID(experiment), id: AttemptID(number), cause: cause),
            experiment: experiment.canonical,
            ending: ending,
            worker: worker,
            host: "here",
            started: time,
            cost: isLost
                ? nil : AttemptCost(wallSeconds: 1.5, cpuSeconds: 0.001, peakMemoryBytes: 1 << 20, operations: 900)
        )
    }
}
