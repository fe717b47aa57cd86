internal import Experiments

extension Axis {
    /// The colour of a level: ordered colours for numbers, categories for a few names.
    func paint(_ level: Int) -> Paint {
        numbers == nil && count <= Paint.categoryCount ? Paint.category(level) : ColorScale.series(level, of: count)
    }
}
