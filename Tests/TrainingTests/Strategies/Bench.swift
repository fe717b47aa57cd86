import Experiments
import Kernels
import Testing

@testable import Training

/// A training taken step by step, to look at a strategy from within.
struct Bench {
    var state: TrainingState
    private let batchSize: Int

    /// Three tasks on tiny data.
    init(
        scenario: Scenario = .class,
        activation: Activation = .tanh,
        _ change: (inout Experiment) -> Void = { _ in }
    ) throws {
        let data = TinyData.images(classes: 6, height: 3, width: 4, train: 60, test: 12)
        var experiment = TinyData.experiment(on: data, tasks: 3, kind: .split, scenario: scenario)
        experiment.model.hidden = [5, 4]
        experiment.model.activation = activation
        change(&experiment)
        batchSize = experiment.training.batchSize
        state = try TrainingState(experiment, on: try TaskStream(experiment.stream, from: data), backend: .best)
    }

    /// A strategy with some of its settings changed.
    static func make<Chosen: Strategy>(_ type: Chosen.Type, _ settings: [Variant.Setting] = []) throws -> Chosen {
        type.init(try VariantSettings(Variant(type.schema.name, settings), type.schema, kind: "strategy"))
    }

    /// Begins a task with a strategy.
    mutating func begin(_ task: Int, _ strategy: inout some Strategy) {
        state.reserve(rowsPerExample: strategy.rowsPerExample)
        state.place = .init(task: task, position: state.learned.count + 1)
        strategy.taskBegins(&state)
    }

    /// A batch of the current task, in the order of the table.
    func batch(_ step: Int) -> Batch {
        let train = state.stream.tasks[state.place.task].train
        let rows = (0..<batchSize).map { Int32(train.lowerBound + (step * batchSize + $0) % train.count) }
        return Batch(rows: rows[...], labels: rows.map { state.stream.train.labels[Int($0)] }[...])
    }

    /// One optimiser step; shows the gradient of the loss alone, and of the loss with the strategy.
    @discardableResult
    mutating func step(_ number: Int, _ strategy: inout some Strategy) -> (plain: FloatVector, adjusted: FloatVector) {
        state.place.step = number
        var batch = batch(number)
        strategy.extend(&batch, state)
        state.forward(batch)
        _ = strategy.addLosses(of: batch, &state)
        state.network.gradient(in: &state.workspace, into: &state.gradient)
        let plain = state.gradient
        strategy.adjustGradient(&state)
        let adjusted = state.gradient
        state.descend(rate: state.learningRate)
        strategy.stepEnds(batch, &state)
        return (plain, adjusted)
    }

    /// Ends the task.
    mutating func end(_ strategy: inout some Strategy) {
        state.learned.append(state.place.task)
        do throws(CancellationError) {
            try strategy.taskEnds(&state, Pace())
        } catch {
            Issue.record("nobody cancels here")
        }
    }

    /// Learns a task in a few steps.
    mutating func learn(_ task: Int, _ strategy: inout some Strategy, steps: Int = 4) {
        begin(task, &strategy)
        for number in 0..<steps { step(number, &strategy) }
        end(&strategy)
    }

    /// The features of rows of the training table.
    func images(_ rows: some Sequence<Int32>) -> [[Double]] {
        rows.map { state.stream.train.features[row: Int($0)].map(Double.init) }
    }
}

/// Softmax of some columns in double precision; zero elsewhere.
func softmax(_ logits: [Double], over columns: Range<Int>, temperature: Double = 1) -> [Double] {
    let terms = logits.indices.map { columns.contains($0) ? Double.exp(logits[$0] / temperature) : 0 }
    let sum = terms.reduce(0, +)
    return terms.map { $0 / sum }
}
