import Experiments
import Kernels

@testable import Training

/// The whole sequential job in double precision and plain arrays, written to be read: the oracle of the trainer.
///
/// It shares with the trainer the examples of the tasks, the initial weights and the shuffles, and nothing else. No
/// dropout, and of the strategies only those that decide what to learn from.
struct ReferenceTrainer {
    typealias Layer = ReferenceNetwork<Double>.Layer

    let experiment: Experiment
    let stream: TaskStream
    private var network: ReferenceNetwork<Double>
    private let initial: ReferenceNetwork<Double>
    private var optimizer = ReferenceOptimizer()

    init(_ experiment: Experiment, on stream: TaskStream) {
        self.experiment = experiment
        self.stream = stream
        let model = experiment.model
        let architecture = Architecture(model, inputs: stream.inputCount, outputs: stream.head.outputCount)
        var start = Network(architecture, backend: .best)
        start.initialize(model.initialization, key: DrawKey(seed: UInt64(experiment.seed), purpose: .initialization))
        initial = ReferenceNetwork(start)
        network = initial
    }

    /// R and L, columns in the order learned.
    mutating func matrices() -> (accuracy: [[Double]], loss: [[Double]]) {
        let ordering = experiment.ordering.tasks
        var rows = [test()]
        for position in 1...ordering.count {
            learn(Array(ordering.prefix(position)))
            rows.append(test())
        }
        let inOrder = rows.map { row in ordering.map { row[$0] } }
        return (inOrder.map { $0.map(\.accuracy) }, inOrder.map { $0.map(\.loss) })
    }

    /// The accuracies on held-out examples, in the order learned, of the network as it is.
    func validation() -> [Double] {
        experiment.ordering.tasks.map { test($0, stream.tasks[$0].heldOut, of: stream.heldOut).accuracy }
    }

    private mutating func learn(_ tasks: [Int]) {
        let (training, position) = (experiment.training, tasks.count)
        let task = tasks[position - 1]
        if experiment.strategy.name == "joint" { network = initial }
        optimizer = ReferenceOptimizer()
        var rate = Double(training.learningRate)
        if experiment.strategy.name != "joint" {
            for _ in 1..<position { rate *= Double(training.learningRateDecay) }
        }
        for epoch in 0..<training.epochs {
            let learned = experiment.strategy.name == "naive" ? [task] : tasks
            var order = learned.flatMap { stream.tasks[$0].train.map { Int32($0) } }
            let key = DrawKey(
                seed: UInt64(experiment.seed),
                purpose: .shuffle,
                task: task,
                position: position,
                epoch: epoch
            )
            var numbers = key.numbers()
            numbers.shuffle(&order)
            for start in stride(from: 0, to: order.count, by: training.batchSize) {
                step(order[start..<min(start + training.batchSize, order.count)].map { Int($0) }, rate: rate)
            }
        }
    }

    private mutating func step(_ rows: [Int], rate: Double) {
        let pass = network.forward(rows.map { stream.train.features[row: $0].map(Double.init) })
        let delta = zip(pass.logits, rows).map { logits, row in
            let label = Int(stream.train.labels[row])
            var delta = softmax(logits, over: active(label))
            delta[label] -= 1
            return delta.map { $0 / Double(rows.count) }
        }
        let gradient = network.gradient(pass, logitsDelta: delta)
        optimizer.step(gradient, training: experiment.training, rate: rate, network: &network)
    }

    /// The logits that compete with a label.
    private func active(_ label: Int) -> Range<Int> {
        let head = stream.head
        return experiment.stream.scenario == .task
            ? head.columns(ofTask: head.task(ofColumn: label)) : 0..<head.outputCount
    }

    private func softmax(_ logits: [Double], over active: Range<Int>) -> [Double] {
        let top = logits[active].max() ?? 0
        let terms = logits.indices.map { active.contains($0) ? Double.exp(logits[$0] - top) : 0 }
        let sum = terms.reduce(0, +)
        return terms.map { $0 / sum }
    }

    private func test() -> [(accuracy: Double, loss: Double)] {
        stream.tasks.indices.map { test($0, stream.tasks[$0].test, of: stream.test) }
    }

    private func test(
        _ task: Int,
        _ rows: Range<Int>,
        of table: TaskStream.ExampleTable
    ) -> (accuracy: Double, loss: Double) {
        let logits = network.forward(rows.map { table.features[row: $0].map(Double.init) }).logits
        var (correct, loss) = (0, 0.0)
        for (logits, row) in zip(logits, rows) {
            let label = Int(table.labels[row])
            let active = stream.head.activeColumns(ofTask: task)
            let best = active.max { logits[$0] < logits[$1] }
            correct += best == label ? 1 : 0
            loss -= Double.log(softmax(logits, over: active)[label])
        }
        return (Double(correct) / Double(rows.count), loss / Double(rows.count))
    }
}
