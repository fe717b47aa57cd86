internal import Hashing

/// One setting of an experiment: its name in sweep files and tables, its type, its default and where it is kept.
///
/// This table is the single description of what an experiment is made of. The sweep file reader, the canonical form and
/// the axes of a grid all follow it.
public struct Field: Sendable {
    /// The mapping of a sweep file in which a field is written outside the grid.
    public enum Section: String, Sendable, CaseIterable {
        case stream, model, training
        /// Fields that are only written in the grid.
        case grid
    }

    /// Where the field is written outside the grid.
    public let section: Section
    /// The key in sweep files and the column in tables.
    public let name: String
    /// Its type and bounds.
    public let kind: ValueKind
    /// The value that holds where nothing is written, or nil where the canonical form always writes the field.
    public let defaultValue: Value?
    /// Whether the field may be an axis. Those that decide the number of tasks may not.
    public let isAxis: Bool
    /// Whether the number of operations of a job depends on the field.
    public let affectsCost: Bool

    let read: @Sendable (Experiment) -> Value
    let write: @Sendable (inout Experiment, Value) -> Bool

    /// The unique name in the canonical form, such as `training.batch_size`.
    public var path: String { section == .grid ? name : "\(section.rawValue).\(name)" }

    /// The field's value in an experiment.
    public func value(in experiment: Experiment) -> Value {
        read(experiment)
    }

    /// Sets the field; false where the value is of another type.
    public func set(_ value: Value, in experiment: inout Experiment) -> Bool {
        write(&experiment, value)
    }

    /// Every field, by section.
    public static let all: [Field] = streamFields + modelFields + trainingFields + gridFields

    /// The field that an axis of the grid names.
    public static func axis(named name: String) -> Field? {
        all.first { $0.name == name && $0.isAxis }
    }

    /// The field of a section by name.
    public static func named(_ name: String, in section: Section) -> Field? {
        all.first { $0.name == name && $0.section == section }
    }
}

extension Field {
    private static let streamFields: [Field] = [
        Field(
            section: .stream,
            name: "dataset",
            kind: .dataset,
            defaultValue: nil,
            isAxis: true,
            affectsCost: true,
            read: { .text($0.stream.dataset.hex) },
            write: { experiment, value in
                guard case .text(let hex) = value, let digest = Digest(hex: hex) else { return false }
                experiment.stream.dataset = digest
                return true
            }
        ),
        choice(.stream, "tasks", \.stream.tasks, affectsCost: true),
        integer(.stream, "count", 1...10_000, default: 5, \.stream.count, isAxis: false, affectsCost: true),
        choice(.stream, "scenario", \.stream.scenario, default: .domain, affectsCost: true),
        integer(.stream, "train_samples", 1...1_000_000_000, default: 0, \.stream.trainSamples, affectsCost: true),
        integer(.stream, "test_samples", 1...1_000_000_000, default: 0, \.stream.testSamples, affectsCost: true),
        choice(.stream, "draw", \.stream.draw, default: .first),
        list(.stream, "class_order", .classOrder, \.stream.classOrder),
        list(.stream, "classes_per_task", .classesPerTask, \.stream.classesPerTask, isAxis: false, affectsCost: true),
        number(.stream, "validation", .number(0...0.9), default: 0, \.stream.validation, affectsCost: true),
        choice(.stream, "scale", \.stream.scale, default: .unit),
        number(.stream, "max_angle", .number(0...360), default: 90, \.stream.maxAngle),
        integer(.stream, "seed", 0...Int.max, default: 0, \.stream.seed, isAxis: false),
    ]

    private static let modelFields: [Field] = [
        Field(
            section: .model,
            name: "hidden",
            kind: .widths,
            defaultValue: .widths([256]),
            isAxis: true,
            affectsCost: true,
            read: { .widths($0.model.hidden) },
            write: { experiment, value in
                guard case .widths(let widths) = value else { return false }
                experiment.model.hidden = widths
                return true
            }
        ),
        choice(.model, "activation", \.model.activation, default: .relu, affectsCost: true),
        choice(.model, "init", \.model.initialization, default: .uniform),
        number(.model, "dropout", .number(0...0.99), default: 0, \.model.dropout),
    ]

    private static let trainingFields: [Field] = [
        integer(.training, "batch_size", 1...1_000_000, default: 32, \.training.batchSize, affectsCost: true),
        integer(.training, "epochs", 1...1_000_000, default: 1, \.training.epochs, affectsCost: true),
        number(
            .training,
            "learning_rate",
            .number(0...Float.greatestFiniteMagnitude, excludingLowerBound: true),
            default: 0.01,
            \.training.learningRate
        ),
        number(
            .training,
            "learning_rate_decay",
            .number(0...1, excludingLowerBound: true),
            default: 1,
            \.training.learningRateDecay
        ),
        variant(.training, "optimizer", .optimizer, default: "sgd", \.training.optimizer),
        number(
            .training,
            "weight_decay",
            .number(0...Float.greatestFiniteMagnitude),
            default: 0,
            \.training.weightDecay
        ),
        number(.training, "clip_norm", .number(0...Float.greatestFiniteMagnitude), default: 0, \.training.clipNorm),
    ]

    private static let gridFields: [Field] = [
        Field(
            section: .grid,
            name: "ordering",
            kind: .ordering,
            defaultValue: nil,
            isAxis: true,
            affectsCost: false,
            read: { .ordering($0.ordering) },
            write: { experiment, value in
                guard case .ordering(let ordering) = value else { return false }
                experiment.ordering = ordering
                return true
            }
        ),
        variant(.grid, "strategy", .strategy, default: "naive", \.strategy),
        integer(.grid, "seed", 0...Int.max, default: 0, \.seed),
    ]
}

extension Field {
    private static func integer(
        _ section: Section,
        _ name: String,
        _ bounds: ClosedRange<Int>,
        default defaultValue: Int,
        _ path: any WritableKeyPath<Experiment, Int> & Sendable,
        isAxis: Bool = true,
        affectsCost: Bool = false
    ) -> Field {
        Field(
            section: section,
            name: name,
            kind: .integer(bounds),
            defaultValue: .integer(defaultValue),
            isAxis: isAxis,
            affectsCost: affectsCost,
            read: { .integer($0[keyPath: path]) },
            write: { experiment, value in
                guard case .integer(let value) = value else { return false }
                experiment[keyPath: path] = value
                return true
            }
        )
    }

    private static func number(
        _ section: Section,
        _ name: String,
        _ kind: ValueKind,
        default defaultValue: Float,
        _ path: any WritableKeyPath<Experiment, Float> & Sendable,
        affectsCost: Bool = false
    ) -> Field {
        Field(
            section: section,
            name: name,
            kind: kind,
            defaultValue: .number(defaultValue),
            isAxis: true,
            affectsCost: affectsCost,
            read: { .number($0[keyPath: path]) },
            write: { experiment, value in
                guard case .number(let value) = value else { return false }
                experiment[keyPath: path] = value
                return true
            }
        )
    }

    /// A list of whole numbers; an empty one is the default.
    private static func list(
        _ section: Section,
        _ name: String,
        _ kind: ValueKind,
        _ path: any WritableKeyPath<Experiment, [Int]> & Sendable,
        isAxis: Bool = true,
        affectsCost: Bool = false
    ) -> Field {
        Field(
            section: section,
            name: name,
            kind: kind,
            defaultValue: .list([]),
            isAxis: isAxis,
            affectsCost: affectsCost,
            read: { .list($0[keyPath: path]) },
            write: { experiment, value in
                guard case .list(let numbers) = value else { return false }
                experiment[keyPath: path] = numbers
                return true
            }
        )
    }

    private static func choice<Choice: RawRepresentable<String> & CaseIterable & Sendable>(
        _ section: Section,
        _ name: String,
        _ path: any WritableKeyPath<Experiment, Choice> & Sendable,
        default defaultValue: Choice? = nil,
        affectsCost: Bool = false
    ) -> Field {
        Field(
            section: section,
            name: name,
            kind: .choice(Choice.allCases.map(\.rawValue)),
            defaultValue: defaultValue.map { .text($0.rawValue) },
            isAxis: true,
            affectsCost: affectsCost,
            read: { .text($0[keyPath: path].rawValue) },
            write: { experiment, value in
                guard case .text(let word) = value, let choice = Choice(rawValue: word) else { return false }
                experiment[keyPath: path] = choice
                return true
            }
        )
    }

    private static func variant(
        _ section: Section,
        _ name: String,
        _ kind: ValueKind,
        default defaultValue: String,
        _ path: any WritableKeyPath<Experiment, Variant> & Sendable
    ) -> Field {
        Field(
            section: section,
            name: name,
            kind: kind,
            defaultValue: .variant(Variant(defaultValue)),
            isAxis: true,
            affectsCost: true,
            read: { .variant($0[keyPath: path]) },
            write: { experiment, value in
                guard case .variant(let variant) = value else { return false }
                experiment[keyPath: path] = variant
                return true
            }
        )
    }
}
