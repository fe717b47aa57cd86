internal import Hashing

extension Experiment {
    /// The experiment as text: a line `path=value` for every field that differs from its default, ascending by path.
    ///
    /// A variant's own settings are lines `path.setting=type:value`. Equal experiments have equal texts, and a field
    /// that is added later with a default changes none.
    public var canonical: String {
        var lines: [String] = []
        for field in Field.all {
            let value = field.value(in: self)
            guard value != field.defaultValue else { continue }
            if case .variant(let variant) = value {
                lines.append("\(field.path)=\(variant.name)")
                lines += variant.settings.map { "\(field.path).\($0.name)=\(typed($0.value))" }
            } else {
                lines.append("\(field.path)=\(value.text)")
            }
        }
        return lines.sorted().joined(separator: "\n")
    }

    /// Reads the form that `canonical` writes, with every value within its bounds, and nothing else.
    ///
    /// A variant's name and settings are not checked, since their schemas are not known here.
    public init(canonical text: String) throws(LetheError) {
        var entries: [String: String] = [:]
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2 else { throw Experiment.unreadable("`\(line)` is no setting") }
            guard entries.updateValue(String(parts[1]), forKey: String(parts[0])) == nil else {
                throw Experiment.unreadable("`\(parts[0])` is written twice")
            }
        }
        guard let ordering = entries["ordering"].flatMap({ Ordering($0) }) else {
            throw Experiment.unreadable("it has no ordering")
        }
        self.init(stream: Stream(dataset: .zero), ordering: ordering)
        for field in Field.all {
            guard let written = entries.removeValue(forKey: field.path) else {
                guard field.defaultValue != nil else { throw Experiment.unreadable("it has no `\(field.path)`") }
                continue
            }
            let value = try Experiment.value(written, of: field, taking: &entries)
            guard field.kind.allows(value), field.set(value, in: &self) else {
                throw Experiment.unreadable("`\(written)` is no value of `\(field.path)`")
            }
        }
        guard entries.isEmpty else {
            throw Experiment.unreadable("`\(entries.keys.sorted()[0])` is unknown")
        }
        guard ordering.tasks.count == stream.count else {
            throw Experiment.unreadable("an ordering of \(ordering.tasks.count) tasks for a stream of \(stream.count)")
        }
        guard canonical == text else { throw Experiment.unreadable("it is written in another way") }
    }

    private static func value(
        _ text: String,
        of field: Field,
        taking entries: inout [String: String]
    ) throws(LetheError) -> Value {
        let value: Value? =
            switch field.kind {
            case .integer: Int(text).map { .integer($0) }
            case .number: Float(text).map { .number($0) }
            case .choice, .dataset: .text(text)
            case .widths: widths(text).map { .widths($0) }
            case .ordering: Ordering(text).map { .ordering($0) }
            case .classOrder, .classesPerTask: list(text).map { .list($0) }
            case .strategy, .optimizer: try .variant(variant(text, at: field.path, taking: &entries))
            }
        guard let value else { throw unreadable("`\(text)` is no value of `\(field.path)`") }
        return value
    }

    private static func widths(_ text: String) -> [Int]? {
        if text == "none" { return [] }
        let parts = text.split(separator: "x", omittingEmptySubsequences: false)
        let widths = parts.compactMap { Int($0) }
        return widths.count == parts.count ? widths : nil
    }

    private static func list(_ text: String) -> [Int]? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { Int($0) }
        return numbers.count == parts.count ? numbers : nil
    }

    private static func variant(
        _ name: String,
        at path: String,
        taking entries: inout [String: String]
    ) throws(LetheError) -> Variant {
        var settings: [Variant.Setting] = []
        for key in entries.keys.sorted() where key.hasPrefix(path + ".") {
            let name = String(key.dropFirst(path.count + 1))
            guard let text = entries.removeValue(forKey: key), let value = untyped(text) else {
                throw unreadable("`\(key)` has no value")
            }
            settings.append(.init(name, value))
        }
        return Variant(name, settings)
    }

    private static func unreadable(_ why: String) -> LetheError {
        LetheError(
            "experiment.unreadable",
            "cannot read the canonical form of an experiment: \(why)",
            hint: "coordinator and worker must be of the same version"
        )
    }
}

/// A variant's setting with its type in front, since its schema is not known here: `i` integer, `n` number, `t` text.
private func typed(_ value: Value) -> String {
    switch value {
    case .integer: "i:" + value.text
    case .number: "n:" + value.text
    default: "t:" + value.text
    }
}

private func untyped(_ text: String) -> Value? {
    let body = String(text.dropFirst(2))
    return switch text.prefix(2) {
    case "i:": Int(body).map { .integer($0) }
    case "n:": Float(body).map { .number($0) }
    case "t:": .text(body)
    default: nil
    }
}
