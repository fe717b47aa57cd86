internal import DataSets
internal import Experiments
internal import Hashing

extension SweepReader {
    /// Writes how features are scaled where the file leaves it open, as is usual for each of its data sets.
    func settleScale(_ base: inout Experiment, _ axes: inout [Axis]) {
        guard places["stream.scale"] == nil, defaults == .current, let first = datasets.first else { return }
        base.stream.scale = first.source.usualScale
        guard let index = axes.firstIndex(where: { $0.field.name == "dataset" }),
            datasets.contains(where: { $0.source.usualScale != first.source.usualScale })
        else { return }
        let levels = (0..<axes[index].count).map { number in
            var level = axes[index].level(at: number)
            level.scale = datasets.first { .text($0.summary.digest.hex) == level.value }?.source.usualScale
            return level
        }
        axes[index] = Axis(axes[index].field, levels: levels, columns: axes[index].columns)
    }
}
