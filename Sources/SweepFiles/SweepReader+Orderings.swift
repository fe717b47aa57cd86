internal import Experiments

extension SweepReader {
    /// The most tasks that the orderings of a sample may name together, which all stand in memory.
    private static let drawnTasks = 10_000_000

    /// The axis of orderings: `all`, `{sample: N}`, or a list of them.
    mutating func orderings(_ field: Field, _ entry: Node.Entry, _ base: Experiment) -> Axis? {
        let expectation = "all, {sample: N}, or a list of orderings such as [[0, 1, 2], [2, 1, 0]]"
        switch entry.value.content {
        case .scalar("all", _):
            if let axis = Axis(allOrderingsOf: base.stream.count) { return axis }
            let number = Self.size(of: (1...base.stream.count).map(Double.init))
            report(
                "sweep.too-many-jobs",
                "\(base.stream.count) tasks have about \(number) orderings, more than can be counted",
                hint: "write {sample: 100} for a hundred of them",
                at: entry.value.place
            )
            return nil
        case .scalar:
            reportType(field.name, expectation, entry.value)
            return nil
        case .mapping: return sample(field, entry.value, base)
        case .list(let nodes):
            if nodes.isEmpty { reportEmpty(field.name, entry.value) }
            if !nodes.isEmpty, nodes.allSatisfy({ $0.text != nil }) {
                let tasks = nodes.compactMap(\.text).joined(separator: ", ")
                reportType(field.name, expectation, entry.value, hint: "write [[\(tasks)]] for one ordering")
                return nil
            }
            let levels = nodes.compactMap { node in
                ordering(node, of: base.stream.count).map { (place: node.place, level: Axis.Level(.ordering($0))) }
            }
            return listed(field, levels)
        }
    }

    private mutating func sample(_ field: Field, _ node: Node, _ base: Experiment) -> Axis? {
        let taskCount = base.stream.count
        guard let entries = entries(of: node, named: "`ordering`", keys: ["sample"]) else { return nil }
        guard let entry = entries["sample"] else {
            report("sweep.missing-key", "`ordering` lacks `sample`", hint: "write {sample: 12}, or all", at: node.place)
            return nil
        }
        guard let count = integer(1...Ordering.largestSample, entry) else { return nil }
        if let number = Ordering.number(of: taskCount), count > number {
            report(
                "sweep.sample",
                "\(taskCount) tasks have only \(number) orderings, so \(count) cannot be drawn",
                hint: "write `ordering: all`",
                at: entry.value.place
            )
            return nil
        }
        guard count <= Self.drawnTasks / taskCount else {
            report(
                "sweep.sample",
                "\(count) orderings of \(taskCount) tasks are too many to draw",
                hint: "\(Self.drawnTasks / taskCount) of them can be drawn",
                at: entry.value.place
            )
            return nil
        }
        let sample = Ordering.sample(count, of: taskCount, seed: base.stream.seed)
        return Axis(field, levels: sample.map { Axis.Level(.ordering($0)) })
    }

    private mutating func ordering(_ node: Node, of taskCount: Int) -> Ordering? {
        guard case .list(let nodes) = node.content else {
            reportType("ordering", ValueKind.ordering.expectation, node)
            return nil
        }
        let tasks = nodes.compactMap { $0.plainText.flatMap { Int($0) } }
        if tasks.count == nodes.count, tasks.count == taskCount, let ordering = Ordering(tasks) { return ordering }
        let written = nodes.map(\.description).joined(separator: ", ").replacing("`", with: "")
        report(
            "sweep.ordering",
            "[\(written.prefix(200))] is no permutation of the tasks 0 to \(taskCount - 1)",
            hint: "an ordering names each of the \(taskCount) tasks once",
            at: node.place
        )
        return nil
    }
}
