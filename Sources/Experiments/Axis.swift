/// One dimension of a grid: a field and the levels it takes.
public struct Axis: Sendable {
    /// One value of an axis, with its text for each of the axis' table columns.
    public struct Level: Hashable, Sendable {
        /// What the field is set to.
        public var value: Value
        /// One text a column; empty where a variant has no such setting.
        public var cells: [String]
        /// The scale that a data set asks for, where a sweep file leaves it open.
        public var scale: FeatureScale?

        /// A level whose only cell is its own text unless others are given.
        public init(_ value: Value, cells: [String]? = nil, scale: FeatureScale? = nil) {
            self.value = value
            self.cells = cells ?? [value.text]
            self.scale = scale
        }
    }

    private enum Levels: Sendable {
        case listed([Level])
        /// Every ordering of so many tasks, in lexicographic order; computed, never stored.
        case orderings(taskCount: Int, count: Int)
    }

    /// What the axis varies.
    public let field: Field
    /// The names of the axis' columns in tables: the field's own, then `variant.setting` for each axis of a variant.
    public let columns: [String]
    private let levels: Levels

    /// An axis over listed levels, which must be distinct and at least one.
    public init(_ field: Field, levels: [Level], columns: [String]? = nil) {
        precondition(!levels.isEmpty, "an axis has at least one level")
        self.field = field
        self.columns = columns ?? [field.name]
        self.levels = .listed(levels)
        precondition(levels.allSatisfy { $0.cells.count == self.columns.count }, "a text for every column")
    }

    /// An axis over all orderings of `taskCount` tasks, or nil where there are more than an Int counts.
    public init?(allOrderingsOf taskCount: Int) {
        guard let field = Field.axis(named: "ordering"), let count = Ordering.number(of: taskCount) else { return nil }
        self.field = field
        columns = [field.name]
        levels = .orderings(taskCount: taskCount, count: count)
    }

    /// How many levels the axis has.
    public var count: Int {
        switch levels {
        case .listed(let levels): levels.count
        case .orderings(_, let count): count
        }
    }

    /// The level at an index.
    public func level(at index: Int) -> Level {
        switch levels {
        case .listed(let levels): levels[index]
        case .orderings(let taskCount, _): Level(.ordering(Ordering(rank: index, of: taskCount)))
        }
    }

    /// A level as people read it: a name that tables have, too, where the value is a digest or numbers of classes.
    public func label(_ index: Int) -> String {
        let level = level(at: index)
        return switch field.kind {
        case .dataset, .classOrder: level.cells[0]
        default: level.value.text
        }
    }

    /// The index of a value among the levels, or nil if it is none of them.
    func index(of value: Value) -> Int? {
        switch levels {
        case .listed(let levels): return levels.firstIndex { $0.value == value }
        case .orderings(let taskCount, _):
            guard case .ordering(let ordering) = value, ordering.tasks.count == taskCount else { return nil }
            return ordering.rank
        }
    }

    /// The axis as text, for the grid's digest.
    var canonical: String {
        let values =
            switch levels {
            case .listed(let levels):
                levels.map { $0.value.text + ($0.scale.map { " at scale \($0.rawValue)" } ?? "") }.joined(
                    separator: ", "
                )
            case .orderings(let taskCount, _): "all of \(taskCount)"
            }
        return "\(field.path) in \(columns.joined(separator: ", ")): \(values)"
    }
}
