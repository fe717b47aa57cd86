public import Experiments

/// What makes no sense in an experiment on a data set, though every single value is within its bounds.
public enum ExperimentRules {
    /// Every mistake of an experiment; empty where it can be run.
    public static func errors(in experiment: Experiment, on dataset: DatasetSummary) -> [LetheError] {
        errors(in: experiment.stream, on: dataset)
            + VariantSettings.errors(in: experiment.strategy, among: Strategies.schemas, kind: "strategy")
            + VariantSettings.errors(in: experiment.training.optimizer, among: Optimizers.schemas, kind: "optimizer")
    }

    /// Every mistake of a stream.
    static func errors(in stream: Experiment.Stream, on dataset: DatasetSummary) -> [LetheError] {
        guard stream.count <= mostTasks else {
            return [
                LetheError(
                    "stream.too-many-tasks",
                    "a stream has at most \(mostTasks) tasks, not \(stream.count)",
                    hint: "lower `count`"
                )
            ]
        }
        guard dataset.classCount > 1 else {
            return [
                LetheError(
                    "stream.one-class",
                    "`\(dataset.name)` has a single class, so there is nothing to tell apart",
                    hint: "use data with at least two labels"
                )
            ]
        }
        let errors =
            switch stream.tasks {
            case .permuted: ungroupedErrors(stream) + permutedErrors(stream, dataset)
            case .rotated: ungroupedErrors(stream) + rotatedErrors(stream, dataset)
            case .split: splitErrors(stream, dataset)
            }
        return errors + (errors.isEmpty ? sizeErrors(stream, dataset) : [])
    }

    /// Random draws are keyed by a task's number in twelve bits.
    private static let mostTasks = 4096

    private static func permutedErrors(_ stream: Experiment.Stream, _ dataset: DatasetSummary) -> [LetheError] {
        guard stream.count > Ordering.number(of: dataset.featureCount) ?? .max else { return [] }
        return [
            LetheError(
                "stream.too-few-pixels",
                "\(dataset.featureCount) features have fewer permutations than the stream has tasks (\(stream.count))",
                hint: "lower `count`, or use another kind of tasks"
            )
        ]
    }

    private static func rotatedErrors(_ stream: Experiment.Stream, _ dataset: DatasetSummary) -> [LetheError] {
        guard dataset.height > 1 && dataset.width > 1 else {
            return [
                LetheError(
                    "stream.not-images",
                    "`\(dataset.name)` has no images, so its examples cannot be rotated",
                    hint: "use `tasks: permuted` or `tasks: split`"
                )
            ]
        }
        guard stream.count > 1 else { return [] }
        if stream.maxAngle == 0 {
            return [
                LetheError(
                    "stream.same-tasks",
                    "with `max_angle: 0` all \(stream.count) rotated tasks are the same",
                    hint: "set `max_angle` above 0"
                )
            ]
        }
        if stream.maxAngle == 360 && stream.scenario == .class {
            return [
                LetheError(
                    "stream.same-tasks",
                    "with `max_angle: 360` the first and the last task show the same images, and class-incremental "
                        + "learning gives them different labels",
                    hint: "set `max_angle` below 360, or use another scenario"
                )
            ]
        }
        return []
    }
}
