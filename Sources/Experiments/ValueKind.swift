internal import Hashing

/// The type and bounds of a setting, as a reader checks them and as errors describe them.
public enum ValueKind: Hashable, Sendable {
    case integer(ClosedRange<Int>)
    /// A finite float32 within bounds; the lower bound itself may be excluded.
    case number(ClosedRange<Float>, excludingLowerBound: Bool = false)
    case choice([String])
    /// A list of positive layer widths.
    case widths
    case ordering
    /// Distinct class numbers.
    case classOrder
    /// How many classes each task takes.
    case classesPerTask
    /// One of the strategies, with settings of its own.
    case strategy
    /// One of the optimisers, with settings of its own.
    case optimizer
    case dataset

    /// The width that a hidden layer may have.
    public static let layerWidths = 1...1_000_000
    /// The number of hidden layers that a network may have; none makes it linear.
    public static let layerCounts = 0...100

    /// How many classes a task may be told to have.
    public static let classCounts = 1...1_000_000

    /// Whether a value is of this type and within its bounds.
    ///
    /// A variant's name and settings are checked against its schema, not here.
    public func allows(_ value: Value) -> Bool {
        switch (self, value) {
        case (.integer(let bounds), .integer(let value)): bounds.contains(value)
        case (.number(let bounds, let excludesLower), .number(let value)):
            bounds.contains(value) && !(excludesLower && value == bounds.lowerBound)
        case (.choice(let names), .text(let name)): names.contains(name)
        case (.widths, .widths(let widths)):
            Self.layerCounts.contains(widths.count) && widths.allSatisfy(Self.layerWidths.contains)
        case (.ordering, .ordering), (.strategy, .variant), (.optimizer, .variant): true
        case (.classOrder, .list(let classes)): classes.allSatisfy { $0 >= 0 } && Set(classes).count == classes.count
        case (.classesPerTask, .list(let sizes)): sizes.allSatisfy(Self.classCounts.contains)
        case (.dataset, .text(let hex)): Digest(hex: hex) != nil
        default: false
        }
    }

    /// What is expected, in words: "a whole number of at least 1".
    public var expectation: String {
        switch self {
        case .integer(let bounds):
            bounds.upperBound == .max
                ? "a whole number of at least \(bounds.lowerBound)"
                : "a whole number from \(bounds.lowerBound) to \(bounds.upperBound)"
        case .number(let bounds, let excludesLower):
            Self.expectation(bounds, excludesLower)
        case .choice(let names): "one of " + names.joined(separator: ", ")
        case .widths: "a list of positive whole numbers (at most \(Self.layerWidths.upperBound)) such as [256, 256]"
        case .ordering: "a permutation of the task numbers such as [2, 0, 1]"
        case .classOrder: "ascending, {seed: N} or a list of all classes"
        case .classesPerTask: "a list of how many classes each task has, such as [4, 3, 3]"
        case .strategy: "a strategy"
        case .optimizer: "an optimizer"
        case .dataset: "digits, fashion-mnist, synthetic, {idx: DIR} or {csv: FILE, label: COLUMN, test: FILE or share}"
        }
    }

    private static func expectation(_ bounds: ClosedRange<Float>, _ excludesLower: Bool) -> String {
        let lower = Value.number(bounds.lowerBound).text
        let from = excludesLower ? "above \(lower)" : "of at least \(lower)"
        guard bounds.upperBound < Float.greatestFiniteMagnitude else { return "a number \(from)" }
        return "a number \(from) and at most \(Value.number(bounds.upperBound).text)"
    }
}
