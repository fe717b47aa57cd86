internal import Experiments

/// A variant's settings with the defaults of its schema, checked and typed.
struct VariantSettings: Sendable {
    private let variant: Variant
    private let schema: VariantSchema

    /// The settings of a variant.
    ///
    /// - Throws: where the variant has a setting that the schema does not know or allow, as a payload from another
    ///   version may.
    init(_ variant: Variant, _ schema: VariantSchema, kind: String) throws(LetheError) {
        if let error = Self.errors(in: variant, schema, kind: kind).first { throw error }
        self.variant = variant
        self.schema = schema
    }

    /// A number.
    func number(_ name: String) -> Float {
        guard case .number(let number) = schema.value(of: name, in: variant) else {
            preconditionFailure("`\(schema.name)` has no number `\(name)`")
        }
        return number
    }

    /// A whole number.
    func integer(_ name: String) -> Int {
        guard case .integer(let integer) = schema.value(of: name, in: variant) else {
            preconditionFailure("`\(schema.name)` has no whole number `\(name)`")
        }
        return integer
    }

    /// One of the words of a choice.
    func word(_ name: String) -> String {
        guard case .text(let word) = schema.value(of: name, in: variant) else {
            preconditionFailure("`\(schema.name)` has no choice `\(name)`")
        }
        return word
    }

    /// Every mistake of a variant among schemas of its kind.
    static func errors(in variant: Variant, among schemas: [VariantSchema], kind: String) -> [LetheError] {
        guard let schema = schemas.first(where: { $0.name == variant.name }) else {
            return [unknown(variant, kind: kind, among: schemas)]
        }
        return errors(in: variant, schema, kind: kind)
    }

    /// There is no such variant.
    static func unknown(_ variant: Variant, kind: String, among schemas: [VariantSchema]) -> LetheError {
        LetheError(
            "experiment.unknown-variant",
            "there is no \(kind) `\(variant.name)`",
            hint: "use one of " + schemas.map(\.name).joined(separator: ", ")
        )
    }

    private static func errors(in variant: Variant, _ schema: VariantSchema, kind: String) -> [LetheError] {
        variant.settings.compactMap { setting in
            let parameter = schema.parameters.first { $0.name == setting.name }
            if let parameter, parameter.kind.allows(setting.value) { return nil }
            return LetheError(
                "experiment.unknown-setting",
                parameter.map { "`\(setting.name)` of \(kind) `\(variant.name)` is \($0.kind.expectation)" }
                    ?? "\(kind) `\(variant.name)` has no setting `\(setting.name)`",
                hint: "coordinator and worker must be of the same version"
            )
        }
    }
}
