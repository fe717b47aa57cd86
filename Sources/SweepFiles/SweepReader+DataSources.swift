internal import DataSets
internal import Experiments
internal import Hashing

extension SweepReader {
    /// The digest of a data set that is named, once its source was resolved.
    mutating func dataset(_ node: Node) -> Value? {
        guard let source = source(node) else { return nil }
        if let known = datasets.first(where: { $0.source == source }) { return .text(known.summary.digest.hex) }
        do {
            var summary = try resolve(source)
            summary.name = source.name
            datasets.append((source, summary))
            return .text(summary.digest.hex)
        } catch {
            let errors =
                (error as? LetheErrors)?.errors ?? [error as? LetheError ?? .init("sweep.dataset", "\(error)")]
            for var mistake in errors {
                // A mistake in the data itself keeps its own place.
                if let place = mistake.location { mistake.message = "\(place): \(mistake.message)" }
                mistake.hint = file.strangeness(ofLine: node.place.line) ?? mistake.hint
                mistake.location = location(node.place)
                mistakes.append(mistake)
            }
            return nil
        }
    }

    private mutating func source(_ node: Node) -> DataSource? {
        switch node.content {
        case .scalar:
            let names: [DataSource] = [.digits, .fashionMNIST, .synthetic]
            if let source = names.first(where: { $0.name == node.text }) { return source }
            let nearest = node.text.flatMap { NearestName.of($0, among: names.map(\.name)) }
            reportType("dataset", ValueKind.dataset.expectation, node, hint: nearest.map { "did you mean `\($0)`?" })
            return nil
        case .list:
            reportType("dataset", ValueKind.dataset.expectation, node)
            return nil
        case .mapping(let entries):
            let isTable = entries.contains { $0.key == "csv" }
            let isDirectory = entries.contains { $0.key == "idx" }
            let keys = isTable ? Self.tableKeys : isDirectory ? ["idx", "prefix", "transpose"] : ["idx", "csv"]
            guard let known = self.entries(of: node, named: "`dataset`", keys: keys), isTable || isDirectory else {
                if entries.isEmpty { reportType("dataset", ValueKind.dataset.expectation, node) }
                return nil
            }
            return isTable ? table(known, node) : directory(known, node)
        }
    }

    private mutating func directory(_ entries: [String: Node.Entry], _ node: Node) -> DataSource? {
        guard let path = path(entries["idx"], "idx", node) else { return nil }
        let prefix = entries["prefix"].flatMap { self.path($0, "prefix", node) }
        let transpose = entries["transpose"].flatMap {
            value(of: .choice(["true", "false"]), $0.value, key: "transpose")
        }
        let isTransposed = transpose == .text("true")
        return DataSource(
            .idx(directory: resolved(path), prefix: prefix, isTransposed: isTransposed),
            name: path + (prefix.map { " prefix=\($0)" } ?? "") + (isTransposed ? " transpose=true" : "")
        )
    }

    /// A word or path that must be written.
    mutating func path(_ entry: Node.Entry?, _ key: String, _ node: Node) -> String? {
        guard let entry else {
            report(
                "sweep.missing-key",
                "`dataset` lacks `\(key)`",
                hint: "a table is {csv: FILE, label: COLUMN, test: FILE or share}",
                at: node.place
            )
            return nil
        }
        if let text = entry.value.text, !text.contains(where: \.isNewline) { return text }
        reportType(key, "a single word or path", entry.value)
        return nil
    }

    /// A path that can be opened: relative ones are relative to the sweep file.
    func resolved(_ path: String) -> String {
        path.hasPrefix("/") || file.directory == "." ? path : file.directory + "/" + path
    }
}
