// Losses of one row of logits. Sums over a row run in 16 lanes (column j in lane j mod 16) that are folded in halves.
extension Reference {
    /// A row's loss and its derivative by the logits.
    public struct Loss<Scalar: ReferenceScalar> {
        /// The loss.
        public var value: Scalar
        /// Its derivative, times a scale; zero for inactive logits.
        public var delta: [Scalar]
    }

    /// Softmax cross-entropy with a label over the active logits.
    public static func crossEntropy<Scalar: ReferenceScalar>(
        logits: [Scalar],
        label: Int,
        active: Range<Int>,
        scale: Scalar
    ) -> Loss<Scalar> {
        let softmax = Softmax(logits, active: active, inverseTemperature: 1)
        var loss = Loss(
            value: Scalar.log(softmax.sum) - (logits[label] - softmax.top),
            delta: Array(repeating: 0, count: logits.count)
        )
        for j in active { loss.delta[j] = scale * (softmax.terms[j] / softmax.sum - (j == label ? 1 : 0)) }
        return loss
    }

    /// Cross-entropy of softmax(z / T) with softmax(teacher / T).
    public static func distillation<Scalar: ReferenceScalar>(
        logits: [Scalar],
        teacher: [Scalar],
        inverseTemperature: Scalar,
        active: Range<Int>,
        scale: Scalar
    ) -> Loss<Scalar> {
        let student = Softmax(logits, active: active, inverseTemperature: inverseTemperature)
        let teacher = Softmax(teacher, active: active, inverseTemperature: inverseTemperature)
        let logSum = Scalar.log(student.sum)
        var lanes = [Scalar](repeating: 0, count: 16)
        var delta = [Scalar](repeating: 0, count: logits.count)
        for j in active {
            let q = teacher.terms[j] / teacher.sum
            lanes[j % 16].addProduct(q, logSum - (logits[j] - student.top) * inverseTemperature)
            delta[j] = scale * (student.terms[j] / student.sum - q)
        }
        return Loss(value: fold(lanes), delta: delta)
    }

    /// The squared distance from target logits.
    public static func squaredError<Scalar: ReferenceScalar>(
        logits: [Scalar],
        target: [Scalar],
        active: Range<Int>,
        scale: Scalar
    ) -> Loss<Scalar> {
        var lanes = [Scalar](repeating: 0, count: 16)
        var delta = [Scalar](repeating: 0, count: logits.count)
        for j in active {
            let error = logits[j] - target[j]
            lanes[j % 16].addProduct(error, error)
            delta[j] = scale * error
        }
        return Loss(value: fold(lanes), delta: delta)
    }

    /// The sum of x * y in double, element i in chain i mod 16.
    public static func dot(_ x: [Float], _ y: [Float]) -> Double {
        var chains = [Double](repeating: 0, count: 16)
        for i in x.indices { chains[i % 16] += Double(x[i]) * Double(y[i]) }
        return fold(chains)
    }

    /// Lanes to one number: halves are added until one is left.
    static func fold<Scalar: FloatingPoint>(_ lanes: [Scalar]) -> Scalar {
        guard lanes.count > 1 else { return lanes[0] }
        let half = lanes.count / 2
        return fold((0..<half).map { lanes[$0] + lanes[$0 + half] })
    }

    /// The pieces of a softmax: exp((z - top) / T) and their sum.
    private struct Softmax<Scalar: ReferenceScalar> {
        let top: Scalar
        let terms: [Scalar]
        let sum: Scalar

        init(_ logits: [Scalar], active: Range<Int>, inverseTemperature: Scalar) {
            let top = active.reduce(-Scalar.infinity) { logits[$1] > $0 ? logits[$1] : $0 }
            var terms = [Scalar](repeating: 0, count: logits.count)
            var lanes = [Scalar](repeating: 0, count: 16)
            for j in active {
                terms[j] = Scalar.exp((logits[j] - top) * inverseTemperature)
                lanes[j % 16] += terms[j]
            }
            self.top = top
            self.terms = terms
            sum = fold(lanes)
        }
    }
}
