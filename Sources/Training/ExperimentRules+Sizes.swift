internal import Experiments

extension ExperimentRules {
    /// Every task that has no examples to learn from or to be tested on, or holds none out where it should.
    static func sizeErrors(_ stream: Experiment.Stream, _ dataset: DatasetSummary) -> [LetheError] {
        let groups = ClassGroups(stream, classCount: dataset.classCount)
        let supply = TaskSupply(stream, on: dataset)
        return groups.distinctTasks.flatMap { task in
            let (train, test) = (supply.count(ofTask: task, .train), supply.count(ofTask: task, .test))
            let sizes = TaskSizes(train: train, test: test, of: stream)
            let name = groups.isSplit ? "task \(task) (\(names(of: groups[task], in: dataset)))" : "a task"
            var errors: [LetheError] = []
            if train < 1 {
                errors.append(missing("training", "`\(dataset.name)` has \(test) for testing", name))
            } else if sizes.train < 1 {
                errors.append(nothingLeft(stream, name))
            } else if stream.validation > 0, sizes.heldOut < 1 {
                errors.append(nothingHeldOut(stream, sizes.train, name))
            }
            if test < 1 { errors.append(missing("test", "`\(dataset.name)` has \(train) for training", name)) }
            return errors
        }
    }

    /// The classes of a task in words: ``class `3` `` or ``classes `3` and `5` ``.
    private static func names(of classes: [Int], in dataset: DatasetSummary) -> String {
        let names = classes.map { "`\(dataset.name(ofClass: $0))`" }
        return names.count == 1 ? "class \(names[0])" : "classes " + names.joined(separator: ", ")
    }

    private static func missing(_ part: String, _ others: String, _ name: String) -> LetheError {
        LetheError(
            "stream.empty-task",
            "\(name) has no \(part) examples: \(others), and none in the \(part) part",
            hint: "give data that has them, leave the classes out with `classes`, or use fewer tasks"
        )
    }

    private static func nothingLeft(_ stream: Experiment.Stream, _ name: String) -> LetheError {
        LetheError(
            "stream.empty-task",
            "\(name) has no training examples left after `validation: \(Value.number(stream.validation).text)`",
            hint: "lower `validation`, raise `train_samples`, or use fewer tasks"
        )
    }

    private static func nothingHeldOut(_ stream: Experiment.Stream, _ count: Int, _ name: String) -> LetheError {
        LetheError(
            "stream.nothing-held-out",
            "`validation: \(Value.number(stream.validation).text)` holds nothing out of the \(count) training examples "
                + "of \(name)",
            hint: "raise `validation` or `train_samples`, or take `validation` out"
        )
    }
}
