/// One setting of an experiment, or one level of an axis.
public enum Value: Hashable, Sendable {
    case integer(Int)
    case number(Float)
    case text(String)
    /// Layer widths, written `256x256`.
    case widths([Int])
    case ordering(Ordering)
    /// Whole numbers of at least 0, written `4-3-3`; none are written `default`.
    case list([Int])
    /// A strategy or an optimiser with the settings that differ from its defaults.
    case variant(Variant)

    /// The value as tables and the canonical form write it.
    ///
    /// A number is written with the fewest digits that give the same float32 back.
    public var text: String {
        switch self {
        case .integer(let value): String(value)
        case .number(let value): Value.text(of: value)
        case .text(let value): value
        case .widths(let widths): widths.isEmpty ? "none" : widths.map(String.init).joined(separator: "x")
        case .ordering(let ordering): ordering.description
        case .list(let numbers): numbers.isEmpty ? "default" : numbers.map(String.init).joined(separator: "-")
        case .variant(let variant): variant.description
        }
    }

    private static func text(of number: Float) -> String {
        let digits = number.description
        return digits.hasSuffix(".0") ? String(digits.dropLast(2)) : digits
    }
}

/// A named alternative with settings of its own, such as `ewc` with a `lambda`.
///
/// Only settings that differ from the variant's defaults are held, so a setting added later changes no old identity.
public struct Variant: Hashable, Sendable, CustomStringConvertible {
    /// One setting by name.
    public struct Setting: Hashable, Sendable {
        /// The setting's name, as sweep files write it.
        public var name: String
        /// An integer, a number or a text.
        public var value: Value

        /// A setting with its value.
        public init(_ name: String, _ value: Value) {
            self.name = name
            self.value = value
        }
    }

    /// The alternative's name, as sweep files write it.
    public var name: String
    /// Ascending by name.
    public private(set) var settings: [Setting]

    /// A variant with the settings that differ from its defaults, in any order.
    public init(_ name: String, _ settings: [Setting] = []) {
        self.name = name
        self.settings = settings.sorted { $0.name < $1.name }
    }

    /// The value of a setting, or nil where the variant's default holds.
    public subscript(name: String) -> Value? {
        settings.first { $0.name == name }?.value
    }

    /// `ewc(lambda=100)`, or the bare name where every setting has its default.
    public var description: String {
        guard !settings.isEmpty else { return name }
        return name + "(" + settings.map { "\($0.name)=\($0.value.text)" }.joined(separator: ",") + ")"
    }
}

/// What may be written for a variant: its name and its settings.
public struct VariantSchema: Hashable, Sendable {
    /// A setting with its type, its bounds and its default.
    public struct Parameter: Hashable, Sendable {
        /// The setting's name, as sweep files write it.
        public var name: String
        /// Its type and bounds.
        public var kind: ValueKind
        /// What holds where nothing is written.
        public var defaultValue: Value
        /// What the setting does, in a few words.
        public var summary: String

        /// A setting that a variant may have.
        public init(_ name: String, _ kind: ValueKind, default defaultValue: Value, _ summary: String) {
            self.name = name
            self.kind = kind
            self.defaultValue = defaultValue
            self.summary = summary
        }
    }

    /// The variant's name, as sweep files write it.
    public var name: String
    /// The settings that may be written.
    public var parameters: [Parameter]

    /// A variant that may have these settings.
    public init(_ name: String, _ parameters: [Parameter] = []) {
        self.name = name
        self.parameters = parameters
    }

    /// The value that holds for a parameter of this schema in a variant.
    public func value(of parameter: String, in variant: Variant) -> Value? {
        variant[parameter] ?? parameters.first { $0.name == parameter }?.defaultValue
    }
}
