import Experiments
import Kernels
import Testing

@testable import Training

@Suite("Losses on stored answers")
struct StoredLossTests {
    /// The gradient of a strategy's loss on its next batch, and central differences of the same loss in double
    /// precision.
    private func check(
        _ bench: inout Bench,
        _ strategy: inout some Strategy,
        loss: (_ logits: [[Double]], _ labels: [Int], _ rows: [Int32]) -> Double
    ) {
        bench.state.place.step = 1
        var batch = bench.batch(1)
        strategy.extend(&batch, bench.state)
        bench.state.forward(batch)
        _ = strategy.addLosses(of: batch, &bench.state)
        bench.state.network.gradient(in: &bench.state.workspace, into: &bench.state.gradient)
        let (images, labels) = (bench.images(batch.rows), batch.labels.map { Int($0) })
        let network = ReferenceNetwork<Double>(bench.state.network)
        for (layer, gradient) in bench.state.network.layers(of: bench.state.gradient).enumerated() {
            for output in gradient.biases.indices {
                for input in [-1, 0, 2] where input < gradient.weights[output].count {
                    func moved(_ step: Double) -> Double {
                        var network = network
                        if input < 0 {
                            network.layers[layer].biases[output] += step
                        } else {
                            network.layers[layer].weights[output][input] += step
                        }
                        return loss(network.forward(images).logits, labels, Array(batch.rows))
                    }
                    let expected = (moved(1e-5) - moved(-1e-5)) / 2e-5
                    let computed = input < 0 ? gradient.biases[output] : gradient.weights[output][input]
                    #expect(abs(Double(computed) - expected) < 5e-6)
                }
            }
        }
    }

    /// The mean cross-entropy of some rows, competing within the scenario's logits.
    private func crossEntropy(_ logits: some Sequence<[Double]>, _ labels: some Sequence<Int>, _ head: HeadLayout)
        -> Double
    {
        let losses = zip(logits, labels).map { logits, label in
            -Double.log(softmax(logits, over: head.activeColumns(ofTask: head.task(ofColumn: label)))[label])
        }
        return losses.reduce(0, +) / Double(losses.count)
    }

    @Test("LwF distils each old task's columns at its temperature, on new examples", arguments: Scenario.allCases)
    func distillation(scenario: Scenario) throws {
        var bench = try Bench(scenario: scenario)
        var strategy = try Bench.make(LearningWithoutForgetting.self, [.init("lambda", .number(0.5))])
        for task in [2, 0] { bench.learn(task, &strategy) }
        let teacher = ReferenceNetwork<Double>(bench.state.network)
        bench.begin(1, &strategy)
        bench.step(0, &strategy)
        let answers = teacher.forward(bench.images(bench.batch(1).rows)).logits
        let head = bench.state.stream.head
        let old = Set([2, 0].map { head.columns(ofTask: $0) })
        #expect(old.count == (scenario == .domain ? 1 : 2))
        check(&bench, &strategy) { logits, labels, _ in
            let distances = zip(logits, answers).map { logits, answer in
                old.reduce(0) { sum, columns in
                    let (now, then) = (
                        softmax(logits, over: columns, temperature: 2), softmax(answer, over: columns, temperature: 2)
                    )
                    return sum - columns.reduce(0) { $0 + then[$1] * Double.log(now[$1]) }
                }
            }
            return crossEntropy(logits, labels, head) + 0.5 * distances.reduce(0, +) / Double(labels.count)
        }
    }

    /// The mean squared distance from stored logits over the logits active in each example's task.
    private func distance(
        _ logits: ArraySlice<[Double]>,
        _ labels: ArraySlice<Int>,
        _ stored: [[Float]],
        _ head: HeadLayout
    )
        -> Double
    {
        var sum = 0.0
        for ((logits, label), stored) in zip(zip(logits, labels), stored) {
            for column in head.activeColumns(ofTask: head.task(ofColumn: label)) {
                sum += (logits[column] - Double(stored[column])) * (logits[column] - Double(stored[column]))
            }
        }
        return sum / Double(logits.count)
    }

    /// The logits stored with some rows; none is stored twice where no step offers a row again.
    private func answers(of rows: ArraySlice<Int32>, in memory: LogitMemory) -> [[Float]] {
        rows.map { row in memory.examples.rows.firstIndex(of: row).map { memory.logits[$0] } ?? [] }
    }

    @Test("DER: labels of new examples, logits of stored ones", arguments: Scenario.allCases)
    func logits(scenario: Scenario) throws {
        var bench = try Bench(scenario: scenario)
        var strategy = try Bench.make(
            DarkExperienceReplay.self,
            [.init("buffer", .integer(9)), .init("alpha", .number(0.7))]
        )
        for task in [2, 0] { bench.learn(task, &strategy, steps: 3) }
        bench.begin(1, &strategy)
        let (head, memory) = (bench.state.stream.head, strategy.memory)
        check(&bench, &strategy) { logits, labels, rows in
            let stored = answers(of: rows[6...], in: memory)
            return crossEntropy(logits[..<6], labels[..<6], head)
                + 0.7 * distance(logits[6...], labels[6...], stored, head)
        }
    }

    @Test("DER++: and labels of a second draw", arguments: Scenario.allCases)
    func labels(scenario: Scenario) throws {
        var bench = try Bench(scenario: scenario)
        var strategy = try Bench.make(
            DarkExperienceReplayPlusPlus.self,
            [.init("buffer", .integer(9)), .init("alpha", .number(0.7)), .init("beta", .number(0.3))]
        )
        for task in [2, 0] { bench.learn(task, &strategy, steps: 3) }
        bench.begin(1, &strategy)
        let (head, memory) = (bench.state.stream.head, strategy.memory)
        check(&bench, &strategy) { logits, labels, rows in
            let stored = answers(of: rows[6..<12], in: memory)
            let second = crossEntropy(logits[12...], labels[12...], head)
            return crossEntropy(logits[..<6], labels[..<6], head)
                + 0.7 * distance(logits[6..<12], labels[6..<12], stored, head) + 0.3 * second
        }
    }
}
