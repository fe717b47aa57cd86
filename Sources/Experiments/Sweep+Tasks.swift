extension Sweep {
    /// The labels of each task's classes, or nil where tasks do not differ in them, or jobs do.
    public var taskClasses: [[String]]? {
        guard ["tasks", "dataset", "class_order"].allSatisfy({ grid.axisIndex(of: $0).map(isSingle) ?? true }) else {
            return nil
        }
        let experiment = grid.experiment(ofCell: 0)
        let dataset = dataset(of: experiment)
        let groups = ClassGroups(experiment.stream, classCount: dataset.classCount)
        return groups.isSplit ? groups.distinctTasks.map { groups[$0].map(dataset.name(ofClass:)) } : nil
    }

    private func isSingle(_ axis: Int) -> Bool { grid.axes[axis].count == 1 }
}
