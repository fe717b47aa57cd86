internal import Experiments
internal import Hashing

extension SweepReader {
    /// What caps leave of the data: settings that look different and are equal are merged, and a cap that leaves
    /// something out draws evenly unless the file says otherwise.
    mutating func settleCaps(_ base: inout Experiment, _ axes: inout [Axis]) {
        let streams = streams(of: base, axes)
        let supplies = streams.compactMap { stream in
            datasets.first { $0.summary.digest == stream.dataset }.map { TaskSupply(stream, on: $0.summary) }
        }
        let most = { (part: TaskSupply.Part) in supplies.reduce(0) { max($0, $1.most(part)) } }
        settleCap("train_samples", most: most(.train), "training", base, &axes)
        settleCap("test_samples", most: most(.test), "test", base, &axes)
        if places["stream.draw"] == nil, defaults == .current { base.stream.draw = .even }
        if !isCapped(base, axes, supplies) {
            base.stream.draw = .first
            merge("draw", in: &axes, because: "no cap leaves any example out") { _ in true }
        }
        if !streams.contains(where: { $0.tasks == .rotated }) {
            merge("max_angle", in: &axes, because: "no tasks are rotated") { _ in true }
        }
    }

    /// The streams of a grid, as far as they differ in the examples that their tasks have.
    private func streams(of base: Experiment, _ axes: [Axis]) -> [Experiment.Stream] {
        let experiments = ["dataset", "tasks", "class_order"].reduce([base]) { experiments, name in
            guard let axis = axes.first(where: { $0.field.name == name }) else { return experiments }
            return experiments.flatMap { experiment in
                (0..<axis.count).map { level in
                    var experiment = experiment
                    _ = axis.field.set(axis.level(at: level).value, in: &experiment)
                    return experiment
                }
            }
        }
        return experiments.map(\.stream)
    }

    private mutating func settleCap(
        _ name: String,
        most: Int,
        _ words: String,
        _ base: Experiment,
        _ axes: inout [Axis]
    ) {
        let reason = "no task has more than \(most) \(words) examples"
        merge(name, in: &axes, because: reason) { value in
            if case .integer(let cap) = value { cap >= most } else { false }
        }
        guard let field = Field.named(name, in: .stream), case .integer(let cap) = field.value(in: base), cap > most,
            let place = places[field.path]
        else { return }
        warn("sweep.cap", "`\(name): \(cap)` leaves nothing out: \(reason)", at: place)
    }

    /// Whether a cap leaves something out anywhere in the grid.
    private func isCapped(_ base: Experiment, _ axes: [Axis], _ supplies: [TaskSupply]) -> Bool {
        let smallest = { (name: String, part: TaskSupply.Part) -> Int? in
            guard let axis = axes.first(where: { $0.field.name == name }) else {
                return part == .train ? base.stream.trainSamples : base.stream.testSamples
            }
            return (0..<axis.count).compactMap { level in
                if case .integer(let cap) = axis.level(at: level).value { cap } else { nil }
            }.min()
        }
        return [("train_samples", TaskSupply.Part.train), ("test_samples", .test)].contains { name, part in
            guard let cap = smallest(name, part), cap > 0 else { return false }
            return supplies.contains { cap < $0.most(part) }
        }
    }

    /// Leaves the first of the levels of an axis that mean the same.
    private mutating func merge(
        _ name: String,
        in axes: inout [Axis],
        because reason: String,
        where isEqual: (Value) -> Bool
    ) {
        guard let index = axes.firstIndex(where: { $0.field.name == name }) else { return }
        let axis = axes[index]
        let levels = (0..<axis.count).map(axis.level(at:))
        let equal = levels.filter { isEqual($0.value) }
        guard equal.count > 1 else { return }
        let more = equal.count > 3 ? " …" : ""
        let shown = equal.prefix(3).map { "`\($0.value.text)`" }.joined(separator: ", ") + more
        warn(
            "sweep.duplicate",
            "\(shown) of `\(name)` are the same, since \(reason); `\(equal[0].value.text)` is run",
            at: places[axis.field.path] ?? Place(line: 1, column: 1)
        )
        let kept = levels.filter { !isEqual($0.value) || $0.value == equal[0].value }
        axes[index] = Axis(axis.field, levels: kept, columns: axis.columns)
    }
}
