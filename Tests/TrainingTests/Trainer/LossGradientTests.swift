import Experiments
import Kernels
import Testing

@testable import Training

@Suite("The gradient of a step agrees with finite differences of its loss")
struct LossGradientTests {
    static let cases = Scenario.allCases.flatMap { scenario in Activation.allCases.map { (scenario, $0) } }

    /// The mean loss of a batch in double precision, written anew: which logits compete follows from the scenario
    /// alone.
    private struct Loss {
        let images: [[Double]]
        let labels: [Int]
        let classesPerTask: Int
        let scenario: Scenario

        func callAsFunction(_ network: ReferenceNetwork<Double>) -> Double {
            let losses = zip(network.forward(images).logits, labels).map { logits, label in
                let head = label / classesPerTask * classesPerTask
                let competing = scenario == .task ? Array(logits[head..<head + classesPerTask]) : logits
                return Double.log(competing.reduce(0) { $0 + Double.exp($1 - logits[label]) })
            }
            return losses.reduce(0, +) / Double(losses.count)
        }
    }

    @Test("in every scenario and with every activation, for batches of one task and of several", arguments: cases)
    func gradients(scenario: Scenario, activation: Activation) throws {
        let data = TinyData.images(classes: 6, height: 3, width: 4)
        var experiment = TinyData.experiment(on: data, tasks: 3, kind: .split, scenario: scenario)
        experiment.model.hidden = [5, 4]
        experiment.model.activation = activation
        let stream = try TaskStream(experiment.stream, from: data)
        let (first, last) = (stream.tasks[0].train.lowerBound, stream.tasks[2].train.lowerBound)
        for rows in [[first, first + 1, first + 2], [first, last, first + 1, last + 3]] {
            try check(experiment, stream, rows)
        }
    }

    private func check(_ experiment: Experiment, _ stream: TaskStream, _ rows: [Int]) throws {
        var state = try TrainingState(experiment, on: stream, backend: .best)
        let labels = rows.map { stream.train.labels[$0] }
        let batch = Batch(rows: rows.map { Int32($0) }[...], labels: labels[...])
        state.forward(batch)
        let sum = state.addCrossEntropy(of: batch)
        state.network.gradient(in: &state.workspace, into: &state.gradient)

        let loss = Loss(
            images: rows.map { stream.train.features[row: $0].map(Double.init) },
            labels: labels.map { Int($0) },
            classesPerTask: stream.head.groups.largest,
            scenario: experiment.stream.scenario
        )
        let network = ReferenceNetwork<Double>(state.network)
        #expect(abs(sum / Double(rows.count) - loss(network)) < 1e-6)
        for (layer, gradient) in state.network.layers(of: state.gradient).enumerated() {
            for output in gradient.biases.indices {
                let expected = slope(of: loss, at: network) { $0.layers[layer].biases[output] += $1 }
                #expect(abs(Double(gradient.biases[output]) - expected) < 1e-6)
                for input in gradient.weights[output].indices {
                    let expected = slope(of: loss, at: network) { $0.layers[layer].weights[output][input] += $1 }
                    #expect(abs(Double(gradient.weights[output][input]) - expected) < 1e-6)
                }
            }
        }
    }

    private func slope(
        of loss: Loss,
        at network: ReferenceNetwork<Double>,
        _ move: (inout ReferenceNetwork<Double>, Double) -> Void
    ) -> Double {
        let step = 1e-5
        var (above, below) = (network, network)
        move(&above, step)
        move(&below, -step)
        return (loss(above) - loss(below)) / (2 * step)
    }
}
