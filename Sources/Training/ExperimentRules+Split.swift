internal import Experiments

extension ExperimentRules {
    /// Every mistake of a stream of split tasks but those of its sizes.
    static func splitErrors(_ stream: Experiment.Stream, _ dataset: DatasetSummary) -> [LetheError] {
        if let error = orderError(stream, dataset) ?? countError(stream, dataset) { return [error] }
        let groups = ClassGroups(stream, classCount: dataset.classCount)
        // In class-incremental learning a task of one class is told from the others.
        guard stream.scenario != .class, let single = (0..<stream.count).first(where: { groups.size(ofTask: $0) == 1 })
        else { return [] }
        return [
            LetheError(
                "stream.one-class",
                "of \(stream.count) split tasks task \(single) has the single class "
                    + "`\(dataset.name(ofClass: groups[single][0]))`, and \(stream.scenario.rawValue)-incremental "
                    + "learning has nothing to tell apart within it",
                hint: "lower `count`, or use `scenario: class`"
            )
        ]
    }

    /// Groups of classes are for split tasks alone.
    static func ungroupedErrors(_ stream: Experiment.Stream) -> [LetheError] {
        [("class_order", stream.classOrder), ("classes_per_task", stream.classesPerTask)].filter { !$1.isEmpty }.map {
            LetheError(
                "stream.not-split",
                "`\($0.0)` is for split tasks: every one of the \(stream.tasks.rawValue) tasks has all classes",
                hint: "use `tasks: split`, or take it out"
            )
        }
    }

    private static func orderError(_ stream: Experiment.Stream, _ dataset: DatasetSummary) -> LetheError? {
        guard let unknown = stream.classOrder.first(where: { $0 >= dataset.classCount }) else { return nil }
        return LetheError(
            "stream.class-order",
            "`class_order` names class \(unknown), and `\(dataset.name)` has \(dataset.classCount) classes"
        )
    }

    private static func countError(_ stream: Experiment.Stream, _ dataset: DatasetSummary) -> LetheError? {
        let (tasks, sizes) = (stream.count, stream.classesPerTask)
        let classes = stream.classOrder.isEmpty ? dataset.classCount : stream.classOrder.count
        if tasks > classes {
            return LetheError(
                "stream.too-many-tasks",
                "`\(dataset.name)` has \(classes) classes, which cannot be split into \(tasks) tasks",
                hint: "set `count` to at most \(classes)"
            )
        }
        guard !sizes.isEmpty else { return nil }
        if sizes.count != tasks {
            return LetheError(
                "stream.group-sizes",
                "`classes_per_task` gives the classes of \(sizes.count) tasks, and the stream has \(tasks)",
                hint: "set `count` to \(sizes.count), or give \(tasks) numbers"
            )
        }
        let sum = sizes.reduce(0, +)
        guard sum != classes else { return nil }
        return LetheError(
            "stream.group-sizes",
            "`classes_per_task` adds up to \(sum) classes, and `\(dataset.name)` has \(classes)",
            hint: "name the classes of each task in `classes` to leave some out"
        )
    }
}
