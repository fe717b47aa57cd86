internal import Experiments

extension SweepReader {
    /// A variant with every combination of its settings' values.
    private struct Family {
        var schema: VariantSchema
        var place: Place
        /// Settings in the order of the file, each with its values.
        var settings: [(parameter: VariantSchema.Parameter, values: [Value])]

        /// The combinations, the last setting varying fastest.
        var variants: [Variant] {
            var combinations: [[Variant.Setting]] = [[]]
            for (parameter, values) in settings {
                combinations = combinations.flatMap { combination in
                    values.map { value in
                        value == parameter.defaultValue ? combination : combination + [.init(parameter.name, value)]
                    }
                }
            }
            return combinations.map { Variant(schema.name, $0) }
        }
    }

    /// The axis of strategies or optimisers, with a column for each setting that is written for one of them.
    mutating func variants(_ field: Field, _ entry: Node.Entry) -> Axis? {
        var families: [Family] = []
        if case .list(let nodes) = entry.value.content {
            if nodes.isEmpty { reportEmpty(field.name, entry.value) }
            families = nodes.compactMap { family(of: field.kind, $0, key: field.name) }
        } else {
            families = family(of: field.kind, entry.value, key: field.name).map { [$0] } ?? []
        }
        var columns: [(schema: VariantSchema, parameter: String)] = []
        for family in families {
            for (parameter, _) in family.settings
            where !columns.contains(where: { $0 == (family.schema, parameter.name) }) {
                columns.append((family.schema, parameter.name))
            }
        }
        let levels = families.flatMap { family in
            family.variants.map { variant in
                let cells = columns.map { column in
                    column.schema.name == variant.name
                        ? column.schema.value(of: column.parameter, in: variant)?.text ?? "" : ""
                }
                return (place: family.place, level: Axis.Level(.variant(variant), cells: [variant.name] + cells))
            }
        }
        return listed(field, levels, columns: [field.name] + columns.map { "\($0.schema.name).\($0.parameter)" })
    }

    /// A single variant, as a section holds it.
    mutating func variant(of kind: ValueKind, _ node: Node, key: String) -> Value? {
        guard let family = family(of: kind, node, key: key) else { return nil }
        let variants = family.variants
        guard variants.count == 1 else {
            report(
                "sweep.value",
                "`\(key)` has several values here",
                hint: "values to try belong in `grid`",
                at: node.place
            )
            return nil
        }
        return .variant(variants[0])
    }

    /// A variant by its bare name, or as `{name: {setting: value or values}}`.
    private mutating func family(of kind: ValueKind, _ node: Node, key: String) -> Family? {
        let schemas = kind == .strategy ? strategies : optimizers
        switch node.content {
        case .scalar:
            return node.text == nil
                ? noVariant(node, key, schemas)
                : schema(node.text ?? "", node.place, key, schemas)
                    .map { Family(schema: $0, place: node.place, settings: []) }
        case .mapping(let entries) where entries.count == 1:
            guard let schema = schema(entries[0].key, entries[0].place, key, schemas) else { return nil }
            return family(schema, entries[0])
        default: return noVariant(node, key, schemas)
        }
    }

    private mutating func noVariant(_ node: Node, _ key: String, _ schemas: [VariantSchema]) -> Family? {
        let several = if case .mapping = node.content { "a mapping of several, or of none" } else { node.description }
        report(
            "sweep.value",
            "`\(key)` must be one of \(list(schemas.map(\.name))), but is \(several)",
            hint: "one with settings is written {name: {setting: value}}",
            at: node.place
        )
        return nil
    }

    private mutating func schema(
        _ name: String,
        _ place: Place,
        _ key: String,
        _ schemas: [VariantSchema]
    ) -> VariantSchema? {
        if let schema = schemas.first(where: { $0.name == name }) { return schema }
        let names = schemas.map(\.name)
        let known = key == "strategy" ? ForeignWords.strategy(name) : nil
        let nearest = known.flatMap { names.contains($0) ? $0 : nil } ?? NearestName.of(name, among: names)
        report(
            "sweep.unknown-variant",
            "unknown \(key) `\(name)`",
            hint: nearest.map { "did you mean `\($0)`?" } ?? "there are \(list(names))",
            at: place
        )
        return nil
    }

    private mutating func family(_ schema: VariantSchema, _ entry: Node.Entry) -> Family? {
        let names = schema.parameters.map(\.name)
        guard let entries = entries(of: entry.value, named: "`\(schema.name)`", keys: names) else { return nil }
        var settings: [(parameter: VariantSchema.Parameter, values: [Value])] = []
        var count = 1
        for entry in entries.values.sorted(by: { ($0.place.line, $0.place.column) < ($1.place.line, $1.place.column) })
        {
            guard let parameter = schema.parameters.first(where: { $0.name == entry.key }) else { continue }
            let values = values(of: parameter, entry)
            count = count.multipliedReportingOverflow(by: max(1, values.count)).partialValue
            guard count <= Self.largestAxis else {
                report(
                    "sweep.too-many-jobs",
                    "`\(schema.name)` has more than \(Self.largestAxis) combinations",
                    at: entry.place
                )
                return nil
            }
            settings.append((parameter, values))
        }
        return settings.contains { $0.values.isEmpty }
            ? nil : Family(schema: schema, place: entry.place, settings: settings)
    }

    /// The values of a setting; equal ones are merged.
    private mutating func values(of parameter: VariantSchema.Parameter, _ entry: Node.Entry) -> [Value] {
        if reportForeign(entry) { return [] }
        switch entry.value.content {
        case .list(let nodes):
            if nodes.isEmpty { reportEmpty(parameter.name, entry.value) }
            var values: [Value] = []
            for node in nodes {
                guard let value = value(of: parameter.kind, node, key: parameter.name) else { continue }
                if values.contains(value) {
                    warn(
                        "sweep.duplicate",
                        "`\(parameter.name)` holds `\(value.text)` more than once; it is run once",
                        at: node.place
                    )
                } else {
                    values.append(value)
                }
            }
            return values
        case .mapping: return range(of: parameter.kind, entry.value, key: parameter.name)
        case .scalar: return value(of: parameter.kind, entry.value, key: parameter.name).map { [$0] } ?? []
        }
    }
}
