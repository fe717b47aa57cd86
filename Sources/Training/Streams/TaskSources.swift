internal import Experiments
internal import Kernels

/// Which examples of the data set a task consists of, by their numbers there.
///
/// A split task has the examples of its group of labels, the others have all. Of these the first `train_samples` (and
/// `test_samples`) count, in the order of the data set; then `validation` takes its share of the training examples,
/// drawn from the stream's seed. Tasks that show the same images hold out the same ones, so that no held-out image is
/// seen in another task.
struct TaskSources: Sendable {
    let train: [Int32]
    let heldOut: [Int32]
    let test: [Int32]

    init(task: Int, of stream: Experiment.Stream, in dataset: Dataset) {
        let groupSize = dataset.summary.classCount / stream.count
        let labels = stream.tasks == .split ? task * groupSize..<(task + 1) * groupSize : 0..<dataset.summary.classCount
        let available = Self.examples(of: dataset.train, labelled: labels, cappedAt: stream.trainSamples)
        test = Self.examples(of: dataset.test, labelled: labels, cappedAt: stream.testSamples)

        let heldOutCount = heldOutCount(of: available.count, share: stream.validation)
        guard heldOutCount > 0 else {
            (train, heldOut) = (available, [])
            return
        }
        let drawnBy = stream.tasks == .split ? task : 0
        var numbers = DrawKey(seed: UInt64(bitPattern: Int64(stream.seed)), purpose: .holdout, task: drawnBy).numbers()
        let drawn = Set(numbers.permutation(available.count).prefix(heldOutCount))
        heldOut = available.indices.filter { drawn.contains(Int32($0)) }.map { available[$0] }
        train = available.indices.filter { !drawn.contains(Int32($0)) }.map { available[$0] }
    }

    private static func examples(of part: Dataset.Part, labelled labels: Range<Int>, cappedAt cap: Int) -> [Int32] {
        let matching = part.labels.indices.lazy.filter { labels.contains(Int(part.labels[$0])) }.map { Int32($0) }
        return Array(matching.prefix(cap == 0 ? .max : cap))
    }
}
