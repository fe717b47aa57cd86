internal import Experiments
internal import Hashing

extension SweepReader {
    /// The most values that an axis may list.
    static let largestAxis = 100_000

    /// The axes of the grid, in the order of the file.
    mutating func readAxes(_ entry: Node.Entry?, base: Experiment) -> [Axis] {
        guard let entry else { return [] }
        let names = Field.all.filter(\.isAxis).map(\.name)
        guard case .mapping(let entries) = entry.value.content else {
            _ = self.entries(of: entry.value, named: "`grid`", keys: names)
            return []
        }
        // Labels of classes are known once the data is.
        let order =
            entries.indices.filter { entries[$0].key != "class_order" }
            + entries.indices.filter { entries[$0].key == "class_order" }
        var axes: [Int: Axis] = [:]
        for index in order { axes[index] = readAxis(entries[index], names, base) }
        return entries.indices.compactMap { axes[$0] }
    }

    private mutating func readAxis(_ entry: Node.Entry, _ names: [String], _ base: Experiment) -> Axis? {
        guard let field = Field.axis(named: entry.key) else {
            reportNoAxis(entry, names)
            return nil
        }
        if let place = places[field.path] {
            report(
                "sweep.written-twice",
                "`\(field.name)` is an axis of the grid, and also written in line \(place.line)",
                hint: "take one of them out",
                at: entry.place
            )
        }
        places[field.path] = entry.place
        return axis(field, entry, base)
    }

    private mutating func reportNoAxis(_ entry: Node.Entry, _ names: [String]) {
        guard let field = Field.all.first(where: { $0.name == entry.key }) else {
            _ = entries(of: Node(content: .mapping([entry]), place: entry.place), named: "`grid`", keys: names)
            return
        }
        report(
            "sweep.no-axis",
            "`\(entry.key)` decides what the tasks are, so it cannot be an axis",
            hint: "write it in `\(field.section.rawValue)`, and make a sweep for each value",
            at: entry.place
        )
    }

    private mutating func axis(_ field: Field, _ entry: Node.Entry, _ base: Experiment) -> Axis? {
        if reportForeign(entry) { return nil }
        switch field.kind {
        case .ordering: return orderings(field, entry, base)
        case .classOrder: return classOrders(field, entry, base)
        case .strategy, .optimizer: return variants(field, entry)
        default:
            let levels = levels(field, entry.value).compactMap { node, value in
                value.map { (place: node.place, level: Axis.Level($0, cells: [cell(of: $0, field)])) }
            }
            return listed(field, levels)
        }
    }

    /// What tables write for a value: the name of a data set, the value itself of anything else.
    private func cell(of value: Value, _ field: Field) -> String {
        guard case .dataset = field.kind else { return value.text }
        return datasets.first { .text($0.summary.digest.hex) == value }?.summary.name ?? value.text
    }

    /// The values of an axis: a list, a range, or a single one.
    private mutating func levels(_ field: Field, _ node: Node) -> [(node: Node, value: Value?)] {
        switch (node.content, field.kind) {
        case (.list(let nodes), .widths) where !nodes.isEmpty && nodes.allSatisfy({ $0.text != nil }):
            let widths = nodes.compactMap(\.text)
            reportType(
                field.name,
                "a list of lists of layer widths",
                node,
                hint:
                    "write [\(widths.map { "[\($0)]" }.joined(separator: ", "))] for networks of one hidden layer, or "
                    + "[[\(widths.joined(separator: ", "))]] for one network"
            )
            return []
        case (.list(let nodes), _):
            if nodes.isEmpty { reportEmpty(field.name, node) }
            return nodes.map { ($0, value(of: field.kind, $0, key: field.name)) }
        case (.mapping, .integer), (.mapping, .number):
            return range(of: field.kind, node, key: field.name).map { (node, $0) }
        default:
            return [(node, value(of: field.kind, node, key: field.name))]
        }
    }

    mutating func reportEmpty(_ key: String, _ node: Node) {
        report("sweep.empty-axis", "`\(key)` needs at least one value", hint: "or take the key out", at: node.place)
    }

    /// An axis over levels of which equal ones are merged, or nil where there are none.
    mutating func listed(
        _ field: Field,
        _ levels: [(place: Place, level: Axis.Level)],
        columns: [String]? = nil
    ) -> Axis? {
        var seen: Set<Value> = []
        let distinct = levels.filter { place, level in
            if seen.insert(level.value).inserted { return true }
            let shown = columns == nil ? level.cells[0] : level.value.text
            warn("sweep.duplicate", "`\(field.name)` holds `\(shown)` more than once; it is run once", at: place)
            return false
        }
        return distinct.isEmpty ? nil : Axis(field, levels: distinct.map(\.level), columns: columns)
    }
}
