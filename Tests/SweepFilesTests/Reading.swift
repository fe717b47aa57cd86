internal import DataSets
internal import Experiments
internal import Hashing
internal import SweepFiles

/// Sweep files are read in tests against these variants and data sets.
enum Sample {
    static let strategies = [
        VariantSchema("naive"),
        VariantSchema("joint"),
        VariantSchema(
            "replay",
            [.init("buffer", .integer(1...1_000_000), default: .integer(500), "examples that are kept")]
        ),
        VariantSchema(
            "ewc",
            [
                .init("lambda", .number(0...1e9), default: .number(100), "weight of the penalty"),
                .init("mode", .choice(["offline", "online"]), default: .text("offline"), "one penalty for all tasks"),
            ]
        ),
    ]
    static let optimizers = [
        VariantSchema("sgd"),
        VariantSchema("momentum", [.init("beta", .number(0...1), default: .number(0.9), "share of the last step")]),
    ]

    static func summary(of source: DataSource) throws -> DatasetSummary {
        if case .idx = source.kind {
            throw LetheError("data.missing", "there is no directory `\(source.name)`", hint: "check the path")
        }
        return DatasetSummary(
            name: "any",
            digest: Digest(sha256: source.name),
            height: 8,
            width: 8,
            classCount: 10,
            trainCount: 60_000,
            testCount: 10_000
        )
    }

    static func check(_ experiment: Experiment, _ summary: DatasetSummary) -> [LetheError] {
        if experiment.stream.tasks == .rotated, experiment.stream.maxAngle == 0 {
            return [LetheError("stream.same-tasks", "all rotated tasks are the same", hint: "raise `max_angle: 0`")]
        }
        guard experiment.stream.tasks == .split, experiment.stream.count > summary.classCount else { return [] }
        return [
            LetheError(
                "stream.classes",
                "`count` asks for \(experiment.stream.count) tasks, but there are \(summary.classCount) classes"
            )
        ]
    }

    static func read(
        _ text: String,
        resolve: (DataSource) throws -> DatasetSummary = summary,
        defaults: SweepFile.Defaults = .current
    ) throws(LetheErrors) -> SweepFile.Reading {
        try SweepFile(text: text, name: "sweep.yaml", directory: "/somewhere")
            .read(
                strategies: strategies,
                optimizers: optimizers,
                resolve: resolve,
                check: check,
                defaults: defaults
            )
    }

    /// Every mistake of a text as it is printed.
    static func mistakes(_ text: String) -> String {
        do {
            _ = try read(text)
            return ""
        } catch {
            return error.description
        }
    }

    /// A grid on a stream of three permuted tasks.
    static func grid(_ axes: String) -> String {
        "stream: {dataset: digits, tasks: permuted, count: 3}\ngrid:\n" + axes
    }

    /// What each cell writes into one column.
    static func column(_ name: String, _ axes: String) throws -> [String] {
        let grid = try read(Sample.grid(axes)).sweep.grid
        guard let index = grid.columns.firstIndex(of: name) else { return [] }
        return (0..<grid.count).map { grid.texts(ofCell: $0)[index] }
    }
}
