internal import Experiments

extension SweepReader {
    /// The classes of a stream as its section writes them, before the data is known that they belong to.
    struct WrittenClasses {
        /// `classes`: a group for each task.
        var groups: Node.Entry?
        /// `class_order`.
        var order: Node.Entry?
        /// The labels of `groups`, one group after the other.
        var labels: [Node] = []
    }

    /// Settles how many classes each task has and so, where `count` is not written, how many tasks there are.
    mutating func readGroups(into base: inout Experiment) {
        if let groups = classes.groups { readGroups(groups, into: &base) }
        let count = base.stream.classesPerTask.count
        guard count > 0 else { return }
        if places["stream.count"] == nil { base.stream.count = count }
    }

    private mutating func readGroups(_ entry: Node.Entry, into base: inout Experiment) {
        for name in ["class_order", "classes_per_task"] {
            guard let place = places["stream.\(name)"] else { continue }
            report(
                "sweep.written-twice",
                "`classes` says which classes each task has, and so does `\(name)` in line \(place.line)",
                hint: "take one of them out",
                at: entry.place
            )
        }
        guard case .list(let groups) = entry.value.content, !groups.isEmpty else {
            return reportGroups(entry.value)
        }
        for group in groups {
            guard case .list(let labels) = group.content, !labels.isEmpty else { return reportGroups(group) }
            classes.labels += labels
            base.stream.classesPerTask.append(labels.count)
        }
        if let place = places["stream.count"], base.stream.count != groups.count {
            report(
                "sweep.classes",
                "`classes` has \(groups.count) groups, and `count` is \(base.stream.count)",
                hint: "a group for each task; `count` may be left out",
                at: place
            )
        }
    }

    private mutating func reportGroups(_ node: Node) {
        reportType("classes", "a list of classes for each task, such as [[0, 1], [2, 3, 4]]", node)
    }

    /// Settles the order of the classes, once the data is known; lists that say what holds anyway are left out.
    mutating func settleClasses(_ base: inout Experiment) {
        if let groups = classes.groups, !classes.labels.isEmpty {
            base.stream.classOrder = numbers(of: classes.labels, at: groups.place) ?? []
        } else if let order = classes.order {
            base.stream.classOrder = classOrder(order.value) ?? []
        }
        let count = base.stream.classOrder.isEmpty ? classCount ?? 0 : base.stream.classOrder.count
        var even = base.stream
        (even.tasks, even.classOrder, even.classesPerTask) = (.split, [], [])
        let groups = ClassGroups(even, classCount: count)
        if base.stream.classesPerTask == (0..<even.count).map(groups.size(ofTask:)) { base.stream.classesPerTask = [] }
    }

    /// The axis of class orders: a list of them, or `{sample: N}`.
    mutating func classOrders(_ field: Field, _ entry: Node.Entry, _ base: Experiment) -> Axis? {
        if let groups = classes.groups {
            report(
                "sweep.written-twice",
                "`class_order` is an axis of the grid, and `classes` in line \(groups.place.line) has an order too",
                hint: "write `classes_per_task` for groups of other sizes",
                at: entry.place
            )
        }
        var levels: [(place: Place, order: [Int])] = []
        switch entry.value.content {
        case .mapping(let entries) where entries.contains { $0.key == "sample" }:
            levels = sampledOrders(entry.value, base).map { (entry.value.place, $0) }
        case .list(let nodes) where nodes.contains { $0.text == nil || $0.text == "ascending" }:
            levels = nodes.compactMap { node in classOrder(node).map { (node.place, $0) } }
        default:
            levels = classOrder(entry.value).map { [(entry.value.place, $0)] } ?? []
        }
        return listed(
            field,
            levels.map { ($0.place, Axis.Level(.list($0.order), cells: [cell(ofClassOrder: $0.order)])) }
        )
    }

    /// What tables write for an order: the labels.
    private func cell(ofClassOrder order: [Int]) -> String {
        guard !order.isEmpty, let dataset = datasets.first?.summary else { return "ascending" }
        return order.map(dataset.name(ofClass:)).joined(separator: "-")
    }

    private mutating func sampledOrders(_ node: Node, _ base: Experiment) -> [[Int]] {
        guard let entries = entries(of: node, named: "`class_order`", keys: ["sample"]), let entry = entries["sample"],
            let count = integer(1...Ordering.largestSample, entry), let classCount = sharedClassCount(at: node)
        else { return [] }
        if let number = Ordering.number(of: classCount), count > number {
            report("sweep.sample", "\(classCount) classes have only \(number) orders", at: entry.value.place)
            return []
        }
        return ClassOrder.sample(count, of: classCount, seed: base.stream.seed).map { normal($0, of: classCount) }
    }

    /// One order: `ascending`, `{seed: N}` or the labels themselves. An ascending one is empty.
    private mutating func classOrder(_ node: Node) -> [Int]? {
        switch node.content {
        case .scalar("ascending", _): return []
        case .list(let labels) where !labels.isEmpty: return numbers(of: labels, at: node.place)
        case .mapping(let entries) where entries.contains { $0.key == "seed" }:
            guard let entries = self.entries(of: node, named: "`class_order`", keys: ["seed"]),
                let seed = entries["seed"].flatMap({ integer(0...Int.max, $0) }),
                let count = sharedClassCount(at: node)
            else { return nil }
            return normal(ClassOrder.sample(1, of: count, seed: seed)[0], of: count)
        default:
            reportType("class_order", ValueKind.classOrder.expectation, node)
            return nil
        }
    }

    /// The numbers of the classes with these labels; those that are left out are told.
    private mutating func numbers(of labels: [Node], at place: Place) -> [Int]? {
        guard let dataset = datasets.first?.summary else { return nil }
        var numbers: [Int] = []
        for label in labels {
            guard let number = number(of: label, in: dataset) else { continue }
            if numbers.contains(number) {
                report("sweep.classes", "class \(shown(label)) is named twice", at: label.place)
            } else {
                numbers.append(number)
            }
        }
        for other in datasets.dropFirst().map(\.summary)
        where numbers.contains(where: { other.name(ofClass: $0) != dataset.name(ofClass: $0) }) {
            report(
                "sweep.classes",
                "`\(other.name)` has other classes than `\(dataset.name)`, so one list cannot name them",
                hint: "make a sweep for each",
                at: place
            )
        }
        guard numbers.count == labels.count else { return nil }
        let missing = (0..<dataset.classCount).filter { !numbers.contains($0) }
        if !missing.isEmpty { warnOfMissing(missing.map(dataset.name(ofClass:)), at: place) }
        return normal(numbers, of: dataset.classCount)
    }

    private mutating func number(of label: Node, in dataset: DatasetSummary) -> Int? {
        if let number = label.text.flatMap(dataset.number(ofClassNamed:)) { return number }
        let names = (0..<dataset.classCount).map(dataset.name(ofClass:))
        // Of short labels every one is near.
        let nearest = label.text.flatMap { $0.count > 2 ? NearestName.of($0, among: names) : nil }
        let more = names.count > Self.shownClasses ? " …" : ""
        report(
            "sweep.classes",
            "`\(dataset.name)` has no class \(shown(label))",
            hint: nearest.map { "did you mean `\($0)`?" }
                ?? "its classes are " + list(Array(names.prefix(Self.shownClasses))) + more,
            at: label.place
        )
        return nil
    }

    /// A label in a message, be it in quotes or not.
    private func shown(_ label: Node) -> String {
        guard let text = label.text else { return label.description }
        return "`\(StrangeCharacter.shown(String(text.prefix(60))))\(text.count > 60 ? "…" : "")`"
    }

    private mutating func warnOfMissing(_ names: [String], at place: Place) {
        let more = names.count > Self.shownClasses ? " and \(names.count - Self.shownClasses) more" : ""
        let shown = list(Array(names.prefix(Self.shownClasses)))
        warn(
            "sweep.classes-left-out",
            "no task has the classes \(shown)\(more): their examples are not used",
            at: place
        )
    }

    /// How many labels a message shows.
    private static let shownClasses = 20

    /// An order of all classes that is ascending is none.
    private func normal(_ order: [Int], of classCount: Int) -> [Int] {
        order == Array(0..<classCount) ? [] : order
    }

    /// The number of classes that the data sets have, if they agree in it.
    private var classCount: Int? {
        let counts = Set(datasets.map(\.summary.classCount))
        return counts.count == 1 ? counts.first : nil
    }

    private mutating func sharedClassCount(at node: Node) -> Int? {
        if classCount == nil, !datasets.isEmpty {
            report(
                "sweep.classes",
                "the data sets have different numbers of classes, so `class_order` cannot be drawn for all",
                hint: "make a sweep for each",
                at: node.place
            )
        }
        return classCount
    }
}
