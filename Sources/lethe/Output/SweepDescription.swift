internal import DataSets
internal import Experiments
internal import Foundation
internal import Hashing
internal import Training

/// What `lethe describe` shows of a sweep.
struct SweepDescription: Encodable {
    var name: String
    var datasets: [Source]
    var axes: [AxisDescription]
    /// The classes of each task, where they are the same in every job.
    var taskClasses: [[String]]?
    /// Which examples caps take, where one leaves any out: `even` or `first`.
    var draw: String?
    var jobs: Int
    /// Floating-point operations of all jobs, each run alone, by formula.
    var operations: Double
    /// Whether they are those of an even sample of a vast grid, scaled up.
    var isSampled: Bool
    /// Those that are left where jobs that begin alike are run together, by formula.
    var sharedOperations: Double
    /// Memory that one worker needs for the largest job, by formula.
    var bytesPerWorker: Int
    var workers: Int
    /// Seconds of one core for all jobs, at the speed measured on this machine just now.
    var cpuSeconds: Double
    /// Seconds until the end with `workers` cores.
    var wallSeconds: Double

    struct Source: Encodable {
        var name: String
        var digest: String
        var trainExamples: Int
        var testExamples: Int
        var features: Int
        var classes: Int
        /// How features are scaled, each of the sweep's ways once.
        var scales: [String]
        /// How the files of a table were read.
        var reading: [String]
    }

    struct AxisDescription: Encodable {
        var name: String
        var count: Int
        /// The first levels, as tables write them.
        var levels: [String]
    }

    /// Levels of an axis that are shown.
    private static let shownLevels = 12

    /// - Parameter workers: how many are planned for, each with a core of its own; by default as this machine allows.
    init(of loaded: LoadedSweep, workers planned: Int?, isShared: Bool) throws {
        let sweep = loaded.sweep
        name = sweep.name
        jobs = sweep.grid.count
        datasets = sweep.datasets.values.sorted { $0.name < $1.name }.map { summary in
            Source(
                name: summary.name,
                digest: summary.digest.hex,
                trainExamples: summary.trainCount,
                testExamples: summary.testCount,
                features: summary.featureCount,
                classes: summary.classCount,
                scales: sweep.grid.scales(ofDataset: summary.digest).map(\.rawValue),
                reading: loaded.readings.first { $0.dataset.summary.digest == summary.digest }?.account ?? []
            )
        }
        axes = sweep.grid.axes.map { axis in
            let levels = (0..<min(axis.count, Self.shownLevels)).map(axis.label)
            return AxisDescription(name: axis.field.name, count: axis.count, levels: levels)
        }
        taskClasses = sweep.taskClasses
        draw = sweep.draw?.rawValue
        let cost = try SweepCost(of: loaded, isShared: isShared)
        operations = cost.operations
        isSampled = cost.isSampled
        sharedOperations = cost.operations * cost.shareLeft
        bytesPerWorker = cost.bytesPerWorker
        cpuSeconds = cost.seconds
        workers = planned ?? Machine.workers(ofBytes: bytesPerWorker).count
        let cores = planned.map(Double.init) ?? min(Machine.cores, Double(workers))
        // The longest job bounds the end from below.
        wallSeconds = max(cost.seconds / min(cores, Double(max(jobs, 1))), cost.longestJobSeconds / min(cores, 1))
    }

    /// The beginning of a long level, such as an ordering of a thousand tasks.
    private static func shortened(_ level: String) -> String { level.count > 60 ? level.prefix(59) + "…" : level }

    var text: String {
        var lines = ["sweep \(name): \(Quantity.jobs(jobs))", ""]
        for source in datasets {
            lines.append(
                "data     \(source.name): \(Quantity.count(source.trainExamples)) training and "
                    + "\(Quantity.count(source.testExamples)) test examples of \(source.features) features, "
                    + "\(source.classes) classes (\(source.digest.prefix(12)))"
            )
            lines += source.reading.map { "         \($0)" }
            lines += source.scales.compactMap { FeatureScale(rawValue: $0) }.map { "         \($0.sentence)" }
        }
        for axis in axes {
            let more = axis.count > axis.levels.count ? " …" : ""
            let levels = axis.levels.map(Self.shortened).joined(separator: " ")
            lines.append("axis     \(axis.name) (\(Quantity.count(axis.count))): \(levels)\(more)")
        }
        lines += taskLines
        lines.append("")
        let sample = isSampled ? " from a sample of the grid" : ""
        lines.append("work     \(Quantity.operations(operations)), by formula\(sample)")
        if sharedOperations < operations {
            let saved = ((1 - sharedOperations / operations) * 100).formatted(.number.precision(.fractionLength(0...1)))
            lines.append("sharing  saves up to \(saved) % of it: jobs that begin alike train their common tasks once")
        }
        lines.append("memory   \(Quantity.bytes(Double(bytesPerWorker))) a worker, by formula")
        lines.append("cost     \(Quantity.duration(cpuSeconds)) of one core, at the speed measured here just now")
        let noun = workers == 1 ? "worker process" : "worker processes"
        lines.append("         about \(Quantity.duration(wallSeconds)) with \(workers) \(noun)")
        return lines.joined(separator: "\n")
    }
}

extension FeatureScale {
    /// What is done to features, in a line.
    fileprivate var sentence: String {
        switch self {
        case .none: "scale none: features stay as they are"
        case .unit: "scale unit: all features divided by the largest of the training part"
        case .standard: "scale standard: each column less its mean and divided by its deviation in the training part"
        }
    }
}
