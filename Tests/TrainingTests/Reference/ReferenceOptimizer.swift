import Experiments

@testable import Training

/// The optimisers in double precision, one parameter after the other, by the equations of their papers.
struct ReferenceOptimizer {
    private var first: [Double] = []
    private var second: [Double] = []
    private var steps = 0

    mutating func step(
        _ gradient: [ReferenceNetwork<Double>.Layer],
        training: Experiment.Training,
        rate: Double,
        network: inout ReferenceNetwork<Double>
    ) {
        var slopes = gradient.flatMap { $0.weights.flatMap { $0 } + $0.biases }
        var weights = network.layers.flatMap { $0.weights.flatMap { $0 } + $0.biases }
        if first.isEmpty {
            first = slopes.map { _ in 0 }
            second = first
        }
        steps += 1
        let norm = slopes.reduce(0) { $0 + $1 * $1 }.squareRoot()
        let limit = Double(training.clipNorm)
        if limit > 0 && norm > limit { slopes = slopes.map { $0 * limit / norm } }
        for index in weights.indices {
            change(&weights[index], index, slopes[index], training, rate)
        }
        var rest = weights[...]
        for layer in network.layers.indices {
            for output in network.layers[layer].weights.indices {
                let count = network.layers[layer].weights[output].count
                network.layers[layer].weights[output] = Array(rest.prefix(count))
                rest = rest.dropFirst(count)
            }
            let count = network.layers[layer].biases.count
            network.layers[layer].biases = Array(rest.prefix(count))
            rest = rest.dropFirst(count)
        }
    }

    private mutating func change(
        _ weight: inout Double,
        _ index: Int,
        _ slope: Double,
        _ training: Experiment.Training,
        _ rate: Double
    ) {
        let decay = Double(training.weightDecay)
        let name = training.optimizer.name
        let slope = name == "adamw" ? slope : slope + decay * weight
        switch name {
        case "momentum", "nesterov":
            let momentum = Double(Float(0.9))
            first[index] = momentum * first[index] + slope
            weight -= rate * (name == "nesterov" ? slope + momentum * first[index] : first[index])
        case "adam", "adamw":
            let (beta1, beta2) = (Double(Float(0.9)), Double(Float(0.999)))
            if name == "adamw" { weight *= 1 - rate * decay }
            first[index] = beta1 * first[index] + (1 - beta1) * slope
            second[index] = beta2 * second[index] + (1 - beta2) * slope * slope
            var (power1, power2) = (1.0, 1.0)
            for _ in 0..<steps { (power1, power2) = (power1 * beta1, power2 * beta2) }
            let mean = first[index] / (1 - power1)
            weight -= rate * mean / ((second[index] / (1 - power2)).squareRoot() + 1e-8)
        default:
            weight -= rate * slope
        }
    }
}
