public import Experiments
public import Kernels

extension Network {
    /// Draws all weights and biases.
    ///
    /// `uniform`: weights and biases within ±1/sqrt(fan in). `he`: weights normal with variance 2/(fan in), biases zero
    /// (He et al. 2015, eq. 10). Layer l takes lane l of the key's numbers, output by output, input by input, then the
    /// biases; so the values depend on nothing but the key and the layer's shape.
    public mutating func initialize(_ initialization: Initialization, key: DrawKey) {
        for (index, layer) in architecture.layers.enumerated() {
            var numbers = key.numbers(lane: index)
            let fanIn = Float(layer.inputs)
            let (bound, deviation) = (1 / fanIn.squareRoot(), (2 / fanIn).squareRoot())
            for output in 0..<layer.outputs {
                for input in 0..<layer.inputs {
                    let weight =
                        switch initialization {
                        case .uniform: bound * numbers.signedUniform()
                        case .he: deviation * numbers.normal()
                        }
                    parameters[layer.weight(input: input, output: output)] = weight
                }
            }
            for output in 0..<layer.outputs {
                parameters[layer.bias(output: output)] =
                    initialization == .uniform ? bound * numbers.signedUniform() : 0
            }
        }
    }
}
