internal import Experiments

extension SweepReader {
    /// One value of a kind, or nil with a mistake reported.
    ///
    /// - Parameter section: where the field is written, for what a hint says of lists.
    mutating func value(of kind: ValueKind, _ node: Node, key: String, in section: Field.Section = .grid) -> Value? {
        switch kind {
        case .integer, .number, .choice: scalar(of: kind, node, key: key, in: section)
        case .widths: widths(node, key: key)
        case .ordering, .classOrder: nil
        case .classesPerTask: classesPerTask(node, key: key)
        case .strategy, .optimizer: variant(of: kind, node, key: key)
        case .dataset: dataset(node)
        }
    }

    private mutating func scalar(
        of kind: ValueKind,
        _ node: Node,
        key: String,
        in section: Field.Section
    ) -> Value? {
        let value: Value? =
            switch kind {
            case .integer: node.plainText.flatMap { Int($0) }.map { .integer($0) }
            case .number: node.plainText.flatMap { Self.number($0) }.map { .number($0) }
            default: node.text.map { .text($0) }
            }
        let vanishes = node.plainText.map { Self.vanishes($0) } ?? false
        if let value, kind.allows(value), !vanishes { return value }
        reportType(key, kind.expectation, node, hint: hint(for: kind, node, in: section))
        return nil
    }

    /// What may have been meant by a value that is none of its kind.
    private func hint(for kind: ValueKind, _ node: Node, in section: Field.Section) -> String? {
        switch (node.content, kind) {
        case (.mapping(let entries), _): ForeignSyntax.hint(forMapping: entries)
        case (.list, _) where section != .grid: "a list of values to try belongs in `grid`"
        case (.scalar(let text, _), .choice(let names)):
            NearestName.of(text, among: names).map { "did you mean `\($0)`?" } ?? ForeignSyntax.hint(forScalar: text)
        case (.scalar(let text, isPlain: false), _) where Double(text) != nil: "leave the quotes out"
        case (.scalar(let text, isPlain: true), .integer)
        where Double(text).flatMap { Int(exactly: $0) } != nil
            && Int(text) == nil && !text.allSatisfy(\.isWholeNumber):
            "write \(ForeignSyntax.plain(Double(text) ?? 0))"
        case (.scalar(let text, isPlain: true), .integer) where Int(text) == nil && text.allSatisfy(\.isWholeNumber):
            "the largest whole number is \(Int.max)"
        case (.scalar(let text, _), .number) where Self.vanishes(text): "a float32 below about 1e-45 is 0"
        case (.scalar(let text, _), .number) where Double(text)?.magnitude ?? 0 > Double(Float.greatestFiniteMagnitude):
            "the largest float32 is about 3.4e38"
        case (.scalar(let text, isPlain: true), .number), (.scalar(let text, isPlain: true), .integer):
            ForeignSyntax.hint(forScalar: text)
        default: nil
        }
    }

    /// A finite decimal number as float32; other spellings that Swift reads, such as `nan` and `0x10`, are none.
    static func number(_ text: String) -> Float? {
        let isDecimal = text.utf8.allSatisfy { "0123456789+-.eE".utf8.contains($0) }
        guard isDecimal, let number = Float(text.hasPrefix("+") ? String(text.dropFirst()) : text), number.isFinite
        else {
            return nil
        }
        // Adding zero turns -0 into 0.
        return number + 0
    }

    /// Whether a number is not 0 but so small that float32 makes it 0.
    private static func vanishes(_ text: String) -> Bool {
        guard let number = number(text), number == 0 else { return false }
        return text.prefix { $0 != "e" && $0 != "E" }.contains { ("1"..."9").contains($0) }
    }

    private mutating func classesPerTask(_ node: Node, key: String) -> Value? {
        if case .list(let nodes) = node.content {
            let sizes = nodes.compactMap { $0.plainText.flatMap { Int($0) } }
            if !sizes.isEmpty, sizes.count == nodes.count, ValueKind.classesPerTask.allows(.list(sizes)) {
                return .list(sizes)
            }
        }
        reportType(key, ValueKind.classesPerTask.expectation, node)
        return nil
    }

    private mutating func widths(_ node: Node, key: String) -> Value? {
        guard case .list(let nodes) = node.content else {
            reportType(
                key,
                ValueKind.widths.expectation,
                node,
                hint: node.plainText.flatMap { Int($0) }.map { "write `[\($0)]`" }
            )
            return nil
        }
        let widths = nodes.map { $0.plainText.flatMap { Int($0) } }
        for (width, node) in zip(widths, nodes) where !(width.map(ValueKind.layerWidths.contains) ?? false) {
            reportType(
                key,
                "made of layer widths from 1 to \(ValueKind.layerWidths.upperBound)",
                node
            )
        }
        guard ValueKind.layerCounts.contains(nodes.count) else {
            report(
                "sweep.value",
                "`\(key)` has \(nodes.count) layers; at most \(ValueKind.layerCounts.upperBound) can be trained",
                at: node.place
            )
            return nil
        }
        let value = Value.widths(widths.compactMap { $0 })
        return ValueKind.widths.allows(value) && !widths.contains(nil) ? value : nil
    }
}
