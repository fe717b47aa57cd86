/// The layers written plainly: one loop per index, one fused multiply-add per step, nothing packed or tiled.
///
/// This is what the kernels are tested against, bit for bit. Matrices are arrays of rows; weights are outputs by
/// inputs.
public enum Reference {
    /// Rows of numbers.
    public typealias Matrix<Scalar> = [[Scalar]]

    /// The weighted sums of a layer: `biases[j] + sum over k of input[i][k] * weights[j][k]`, a chain that begins with
    /// the bias.
    public static func sums<Scalar: ReferenceScalar>(
        input: Matrix<Scalar>,
        weights: Matrix<Scalar>,
        biases: [Scalar]
    ) -> Matrix<Scalar> {
        input.map { row in
            zip(weights, biases).map { weights, bias in
                zip(row, weights).reduce(bias) { sum, pair in sum.addingProduct(pair.0, pair.1) }
            }
        }
    }

    /// A non-linearity.
    public static func apply<Scalar: ReferenceScalar>(_ nonlinearity: Nonlinearity, _ x: Scalar) -> Scalar {
        switch nonlinearity {
        case .identity: return x
        case .relu: return x < 0 ? 0 : x
        case .tanh: return Scalar.tanh(x)
        case .gelu: return x * logistic(geluArgument(x))
        }
    }

    /// The derivative of a non-linearity at a weighted sum.
    public static func derivative<Scalar: ReferenceScalar>(_ nonlinearity: Nonlinearity, _ x: Scalar) -> Scalar {
        switch nonlinearity {
        case .identity: return 1
        case .relu: return x > 0 ? 1 : 0
        case .tanh:
            let y = Scalar.tanh(x)
            return Scalar(1).addingProduct(-y, y)
        case .gelu:
            let x: Scalar = x > 100 ? 100 : x < -100 ? -100 : x
            let e = Scalar.exp(-max(geluArgument(x), -87))
            let s = 1 / (1 + e)
            let slope = Scalar(geluLinear).addingProduct(3 * Scalar(geluCubic), x * x)
            return s.addingProduct(x * slope, (e * s) * s)
        }
    }

    /// The gradient of the weights: `sum over i of input[i][k] * delta[i][j]`, chains that begin with zero.
    public static func weightGradient<Scalar: ReferenceScalar>(
        input: Matrix<Scalar>,
        delta: Matrix<Scalar>
    ) -> Matrix<Scalar> {
        delta[0].indices.map { output in
            input[0].indices.map { feature in
                zip(input, delta).reduce(0) { sum, rows in sum.addingProduct(rows.0[feature], rows.1[output]) }
            }
        }
    }

    /// The gradient of the biases: the sum of delta over the batch.
    public static func biasGradient<Scalar: ReferenceScalar>(delta: Matrix<Scalar>) -> [Scalar] {
        delta[0].indices.map { output in delta.reduce(0) { $0 + $1[output] } }
    }

    /// The gradient of the inputs: `sum over j of delta[i][j] * weights[j][k]`, chains that begin with zero.
    public static func inputGradient<Scalar: ReferenceScalar>(
        weights: Matrix<Scalar>,
        delta: Matrix<Scalar>
    ) -> Matrix<Scalar> {
        delta.map { row in
            weights[0].indices.map { feature in
                zip(row, weights).reduce(0) { sum, pair in sum.addingProduct(pair.0, pair.1[feature]) }
            }
        }
    }

    private static func logistic<Scalar: ReferenceScalar>(_ x: Scalar) -> Scalar { 1 / (1 + Scalar.exp(-x)) }

    /// 2 sqrt(2/pi) (x + 0.044715 x^3)
    private static func geluArgument<Scalar: ReferenceScalar>(_ x: Scalar) -> Scalar {
        x * Scalar(geluLinear).addingProduct(Scalar(geluCubic), x * x)
    }

    /// 2 sqrt(2/pi), and 0.044715 times that.
    private static let geluLinear: Float = 0x1.988454p+0
    private static let geluCubic: Float = 0x1.2444f2p-4
}
