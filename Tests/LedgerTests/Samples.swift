import Experiments
import Foundation
import Hashing

@testable import Ledger

/// A directory of a test's own, removed with it.
final class TemporaryDirectory: Sendable {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "lethe-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    func file(_ name: String) -> String { path + "/" + name }
}

/// Ready-made words for ledger tests.
enum Sample {
    static let data = Digest(sha256: "some data")
    static let noon = Date(timeIntervalSince1970: 1_700_000_000)

    static func experiment(seed: Int, data: Digest = data, taskCount: Int = 3) -> Experiment {
        var stream = Experiment.Stream(dataset: data)
        stream.count = taskCount
        var experiment = Experiment(stream: stream, ordering: Ordering(naturalOf: taskCount))
        experiment.seed = seed
        return experiment
    }

    /// Numbers that need all their digits, different for every seed.
    static func matrix(seed: Int, rows: Int, taskCount: Int = 3) -> TaskMatrix {
        var matrix = TaskMatrix(taskCount: taskCount)
        for row in 0..<rows {
            matrix.append((0..<taskCount).map { column in Double(1 + row + 7 * seed) / Double(3 + column + 5 * row) })
        }
        return matrix
    }

    static func outcome(seed: Int, taskCount: Int = 3) -> Outcome {
        Outcome(
            accuracy: matrix(seed: seed, rows: taskCount + 1, taskCount: taskCount),
            loss: matrix(seed: seed + 1, rows: taskCount + 1, taskCount: taskCount),
            validation: seed % 2 == 0 ? (1...taskCount).map { 1 / Double($0 + seed + 2) } : nil,
            negativeFlips: taskCount > 1 ? .init(count: 3 + seed, total: 200) : nil,
            operations: 1_000_000 + seed,
            strategyCost: .init(operations: 7 * seed, memoryBytes: 8 * seed, storedBytes: 9 * seed)
        )
    }

    static func divergedOutcome(seed: Int) -> Outcome {
        Outcome(
            accuracy: matrix(seed: seed, rows: 2),
            loss: matrix(seed: seed + 1, rows: 2),
            divergence: .init(position: 2, step: 17),
            operations: 1_000_000
        )
    }

    static let cost = AttemptCost(wallSeconds: 1.5, cpuSeconds: 1.25, peakMemoryBytes: 1 << 20, operations: 900_000)

    static func job(seed: Int) -> JobID { JobID(experiment(seed: seed)) }

    static func attempt(
        seed: Int,
        number: Int = 1,
        cause: Attempt.Cause = .first,
        ending: AttemptRecord.Ending? = nil,
        worker: String = "worker-1",
        supervisor: String = ""
    ) -> AttemptRecord {
        let experiment = experiment(seed: seed)
        return AttemptRecord(
            Attempt(job: JobID(experiment), id: AttemptID(number), cause: cause),
            experiment: experiment.canonical,
            ending: ending ?? .delivered(outcome(seed: seed)),
            worker: worker,
            host: "here",
            supervisor: supervisor,
            started: noon,
            cost: cost
        )
    }

    static func summary(name: String = "sample", digest: Digest = data) -> DatasetSummary {
        DatasetSummary(
            name: name,
            digest: digest,
            height: 8,
            width: 8,
            classCount: 10,
            trainCount: 1437,
            testCount: 360,
            classes: (0..<10).map { DatasetClass(name: "of \"\($0)\"", trainCount: 143 + $0, testCount: 36) }
        )
    }

    static func sweep(
        name: String = "sample-sweep",
        grid: String = "grid",
        numerics: NumericsRevision = .current,
        path: String? = nil,
        sources: [SweepRecord.Source] = [.init(source: "sample", summary: summary())]
    ) -> SweepRecord {
        SweepRecord(
            name: name,
            file: "sweeps/sample.yaml",
            path: path,
            text: "name: \(name)\n",
            grid: Digest(sha256: grid),
            jobCount: 12,
            numerics: numerics,
            version: "0.1.0",
            sources: sources,
            created: noon
        )
    }
}
