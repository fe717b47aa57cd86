public import Experiments
internal import Kernels

/// The tasks of a stream, made from a data set and ready for a network.
///
/// The examples of all tasks stand in one matrix each for training, validation and test, task after task, so that a
/// batch that mixes tasks is a list of row numbers.
public struct TaskStream: Sendable {
    /// Examples in rows, each with the column of the output layer that is its label.
    struct ExampleTable: Sendable {
        var features: RowMatrix
        var labels: [Int32]
    }

    /// One task: its rows in the tables and its part of the output layer.
    struct Member: Sendable {
        let train: Range<Int>
        let heldOut: Range<Int>
        let test: Range<Int>
        /// The logits that take part in its predictions.
        let active: ActiveLogits
    }

    /// The settings that the stream was made from.
    public let settings: Experiment.Stream
    /// The columns of the output layer.
    public let head: HeadLayout
    /// Inputs of a network on the stream.
    public let inputCount: Int
    /// What to count on: the data set's shape and sizes.
    public let dataset: DatasetSummary
    let train: ExampleTable
    let heldOut: ExampleTable
    let test: ExampleTable
    /// By the stream's number.
    let tasks: [Member]

    /// Makes the tasks.
    ///
    /// - Throws: where the settings make no sense on the data (see ``ExperimentRules``), or a task turns out to have no
    ///   examples.
    public init(_ settings: Experiment.Stream, from dataset: Dataset) throws(LetheError) {
        if let error = ExperimentRules.errors(in: settings, on: dataset.summary).first { throw error }
        let head = HeadLayout(settings, classCount: dataset.summary.classCount)
        let sources = TaskSources.all(of: settings, in: dataset)
        for (task, source) in sources.enumerated() where source.train.isEmpty || source.test.isEmpty {
            throw LetheError(
                "stream.empty-task",
                "task \(task) of the stream has no \(source.train.isEmpty ? "training" : "test") examples in "
                    + "`\(dataset.summary.name)`",
                hint: "use fewer tasks, or a smaller `validation`"
            )
        }
        self.settings = settings
        self.head = head
        self.dataset = dataset.summary
        inputCount = dataset.summary.featureCount
        let scaling = FeatureScaling(settings.scale, of: dataset)
        train = Self.table(of: dataset.train, sources.map(\.train), in: dataset, settings, scaling)
        heldOut = Self.table(of: dataset.train, sources.map(\.heldOut), in: dataset, settings, scaling)
        test = Self.table(of: dataset.test, sources.map(\.test), in: dataset, settings, scaling)
        let (trainRows, heldOutRows) = (ranges(sources.map(\.train.count)), ranges(sources.map(\.heldOut.count)))
        let testRows = ranges(sources.map(\.test.count))
        tasks = (0..<settings.count).map { task in
            Member(
                train: trainRows[task],
                heldOut: heldOutRows[task],
                test: testRows[task],
                active: ActiveLogits(head.activeColumns(ofTask: task))
            )
        }
    }

    /// Whether every task holds examples out, so that settings can be chosen by them.
    var holdsOut: Bool { tasks.allSatisfy { !$0.heldOut.isEmpty } }

    /// The logits that take part in the loss of examples with these labels.
    func activeLogits(forLabels labels: ArraySlice<Int32>) -> ActiveLogits {
        guard settings.scenario == .task, let first = labels.first else { return tasks[0].active }
        let task = head.task(ofColumn: Int(first))
        let columns = head.columns(ofTask: task)
        if labels.allSatisfy({ columns.contains(Int($0)) }) { return tasks[task].active }
        return ActiveLogits(perRow: labels.map { head.activeColumns(ofTask: head.task(ofColumn: Int($0))) })
    }

    /// The examples of a part that each task uses, transformed as the task asks, one task after the other.
    private static func table(
        of part: Dataset.Part,
        _ examples: [[Int32]],
        in dataset: Dataset,
        _ settings: Experiment.Stream,
        _ scaling: FeatureScaling
    ) -> ExampleTable {
        let summary = dataset.summary
        let head = HeadLayout(settings, classCount: summary.classCount)
        var labels = [Int](repeating: 0, count: summary.classCount)
        let rows = examples.reduce(0) { $0 + $1.count }
        var table = ExampleTable(features: RowMatrix(rows: rows, columns: summary.featureCount), labels: [])
        table.labels.reserveCapacity(rows)
        var image = [Float](repeating: 0, count: summary.featureCount)
        var transformed = image
        for (task, examples) in examples.enumerated() {
            let transform = ImageTransform(task: task, of: settings, height: summary.height, width: summary.width)
            let columns = head.columns(ofTask: task)
            for (label, number) in head.groups[task].enumerated() { labels[number] = columns.lowerBound + label }
            for example in examples {
                scaling.read(example: Int(example), of: part.features, into: &image)
                transform.apply(to: image, into: &transformed)
                table.features.setRow(table.labels.count, to: transformed)
                table.labels.append(Int32(labels[Int(part.labels[Int(example)])]))
            }
        }
        return table
    }
}

/// Consecutive ranges of the given lengths, from 0 on.
private func ranges(_ counts: [Int]) -> [Range<Int>] {
    var start = 0
    return counts.map { count in
        defer { start += count }
        return start..<start + count
    }
}
