internal import CKernels

/// What is applied to a unit's weighted sum.
public enum Nonlinearity: String, CaseIterable, Sendable {
    /// Nothing: logits.
    case identity
    /// x < 0 ? 0 : x, so that NaN stays NaN.
    case relu
    /// Hyperbolic tangent.
    case tanh
    /// GELU in its tanh form: 0.5 x (1 + tanh(sqrt(2/pi) (x + 0.044715 x^3))) (Hendrycks & Gimpel 2016, section 2).
    case gelu

    /// Whether the derivative needs the weighted sum itself; else the activation's value is enough.
    public var derivativeNeedsSum: Bool { self == .gelu }

    var code: lethe_activation {
        switch self {
        case .identity: lethe_identity
        case .relu: lethe_relu
        case .tanh: lethe_tanh
        case .gelu: lethe_gelu
        }
    }
}

/// What a layer reads.
public enum LayerInput: Sendable {
    /// Rows of the data, read where they lie.
    case examples(Examples)
    /// The activations of the layer below.
    case activations(PanelMatrix)

    /// The number of rows.
    public var rows: Int {
        switch self {
        case .examples(let examples): examples.count
        case .activations(let matrix): matrix.rows
        }
    }

    /// The number of columns.
    public var columns: Int {
        switch self {
        case .examples(let examples): examples.features.columns
        case .activations(let matrix): matrix.columns
        }
    }

    @unsafe
    @inline(__always)
    func withRows<Result>(_ body: (lethe_rows) -> Result) -> Result {
        switch self {
        case .activations(let matrix):
            unsafe matrix.values.withPointer {
                unsafe body(lethe_rows(base: $0, index: nil, row: PanelMatrix.panelWidth, panel: matrix.panel))
            }
        case .examples(let examples):
            unsafe examples.withRows(body)
        }
    }
}

extension Examples {
    @unsafe
    @inline(__always)
    func withRows<Result>(_ body: (lethe_rows) -> Result) -> Result {
        let row = features.columns
        return unsafe features.values.withPointer { base in
            switch selection {
            case .range(let range):
                unsafe body(
                    lethe_rows(base: base + range.lowerBound * row, index: nil, row: row, panel: PanelMatrix.panelWidth)
                )
            case .indices(let indices):
                unsafe indices.withUnsafeBufferPointer {
                    unsafe body(
                        lethe_rows(base: base, index: $0.baseAddress, row: row, panel: PanelMatrix.panelWidth)
                    )
                }
            }
        }
    }
}

/// Plain gradient descent, to be applied as the gradient is made: w = fma(-rate, g', w), where g' = fma(decay, w, g),
/// or g where decay is 0.
public struct Descent: Sendable, Hashable {
    /// The learning rate.
    public var rate: Float
    /// The weight decay, added to the gradient as decay * w.
    public var decay: Float

    /// A step of gradient descent.
    public init(rate: Float, decay: Float = 0) {
        self.rate = rate
        self.decay = decay
    }
}

extension Backend {
    /// The forward pass of a dense layer: `output[i][j] = f(bias[j] + sum over k of input[i][k] * weight[k][j])`,
    /// each sum one chain of fused multiply-adds over ascending k that begins with the bias.
    ///
    /// - Parameters:
    ///   - input: n rows of `layer.inputs`.
    ///   - output: n rows of `layer.outputs`.
    public func forward(
        _ layer: LayerLayout,
        of parameters: FloatVector,
        input: LayerInput,
        nonlinearity: Nonlinearity,
        output: inout PanelMatrix
    ) {
        precondition(layer.range.upperBound <= parameters.count, "parameters lack the layer")
        precondition(
            input.columns == layer.inputs && output.columns == layer.outputs,
            "layer and matrices differ in width"
        )
        precondition(input.rows == output.rows, "input and output differ in rows")
        let (rows, panel) = (output.rows, output.panel)
        unsafe parameters.withPointer { parameters in
            unsafe output.values.withMutablePointer { output in
                unsafe input.withRows { input in
                    let start = unsafe parameters + layer.offset
                    unsafe kernels.pointee.product(
                        rows,
                        layer.inputs,
                        layer.outputs,
                        input,
                        start + PanelMatrix.panelWidth,
                        layer.panel,
                        start,
                        output,
                        panel,
                        nonlinearity.code
                    )
                }
            }
        }
    }

    /// The gradient of a layer's weights and biases, stored at the layer's place in `gradient`; with `accumulating`,
    /// the chains over the batch go on from what is stored there.
    ///
    /// - Parameters:
    ///   - input: what the layer read, n rows of `layer.inputs`.
    ///   - delta: the loss's derivative by the layer's weighted sums, n rows of `layer.outputs`.
    public func weightGradient(
        _ layer: LayerLayout,
        input: LayerInput,
        delta: PanelMatrix,
        into gradient: inout FloatVector,
        accumulating: Bool = false
    ) {
        weightGradient(
            layer,
            input: input,
            delta: delta,
            target: &gradient,
            use: accumulating ? lethe_accumulate : lethe_store,
            descent: Descent(rate: 0)
        )
    }

    /// Makes the gradient of a layer's weights and biases and takes the step of gradient descent at once. The same bits
    /// as ``weightGradient(_:input:delta:into:accumulating:)`` followed by ``descend(_:gradient:parameters:)``.
    public func descend(
        _ layer: LayerLayout,
        input: LayerInput,
        delta: PanelMatrix,
        descent: Descent,
        parameters: inout FloatVector
    ) {
        weightGradient(layer, input: input, delta: delta, target: &parameters, use: lethe_update, descent: descent)
    }

    private func weightGradient(
        _ layer: LayerLayout,
        input: LayerInput,
        delta: PanelMatrix,
        target: inout FloatVector,
        use: lethe_gradient_use,
        descent: Descent
    ) {
        precondition(layer.range.upperBound <= target.count, "the vector lacks the layer")
        precondition(
            input.columns == layer.inputs && delta.columns == layer.outputs,
            "layer and matrices differ in width"
        )
        precondition(input.rows == delta.rows, "input and errors differ in rows")
        unsafe target.withMutablePointer { target in
            unsafe delta.values.withPointer { errors in
                unsafe input.withRows { input in
                    unsafe kernels.pointee.weight_gradient(
                        delta.rows,
                        layer.inputs,
                        layer.outputs,
                        input,
                        errors,
                        delta.panel,
                        target + layer.offset,
                        use,
                        descent.rate,
                        descent.decay
                    )
                }
            }
        }
    }

    /// The loss's derivative by a layer's inputs: `inputDelta[i][k] = sum over j of delta[i][j] * weight[k][j]`,
    /// ascending j.
    ///
    /// Made as W times the transpose of `delta`, with the packed weights as they are; only the small matrices are
    /// transposed.
    ///
    /// - Parameters:
    ///   - delta: n rows of `layer.outputs`.
    ///   - scratch: room for the two transposes.
    ///   - inputDelta: n rows of `layer.inputs`.
    public func inputGradient(
        _ layer: LayerLayout,
        of parameters: FloatVector,
        delta: PanelMatrix,
        scratch: inout TransposeScratch,
        inputDelta: inout PanelMatrix
    ) {
        precondition(layer.range.upperBound <= parameters.count, "parameters lack the layer")
        precondition(
            delta.columns == layer.outputs && inputDelta.columns == layer.inputs,
            "layer and matrices differ in width"
        )
        precondition(delta.rows == inputDelta.rows, "the errors differ in rows")
        let rows = delta.rows
        scratch.reserve(rows: rows, outputs: layer.outputs, inputs: layer.inputs)
        let (outputPanel, inputPanel) = (layer.outputs * PanelMatrix.panelWidth, layer.inputs * PanelMatrix.panelWidth)
        let newPanel = inputDelta.panel
        unsafe parameters.withPointer { parameters in
            unsafe delta.values.withPointer { errors in
                unsafe scratch.output.withMutablePointer { output in
                    unsafe kernels.pointee.transpose(rows, layer.outputs, errors, delta.panel, output, outputPanel)
                    unsafe scratch.input.withMutablePointer { input in
                        let weights = unsafe lethe_rows(
                            base: parameters + layer.offset + PanelMatrix.panelWidth,
                            index: nil,
                            row: PanelMatrix.panelWidth,
                            panel: layer.panel
                        )
                        unsafe kernels.pointee.product(
                            layer.inputs,
                            layer.outputs,
                            rows,
                            weights,
                            output,
                            outputPanel,
                            nil,
                            input,
                            inputPanel,
                            lethe_identity
                        )
                        unsafe inputDelta.values.withMutablePointer { target in
                            unsafe kernels.pointee.transpose(layer.inputs, rows, input, inputPanel, target, newPanel)
                        }
                    }
                }
            }
        }
    }

    /// `output = f(sums)`, elementwise.
    public func apply(_ nonlinearity: Nonlinearity, sums: PanelMatrix, output: inout PanelMatrix) {
        precondition(sums.rows == output.rows && sums.columns == output.columns, "matrices differ in shape")
        let used = sums.used
        unsafe output.values.withMutablePointer { output in
            unsafe sums.values.withPointer { unsafe kernels.pointee.activate(nonlinearity.code, used, $0, output) }
        }
    }

    /// Multiplies `delta` by the activation's derivative; `saved` is the weighted sum where
    /// ``Nonlinearity/derivativeNeedsSum``, else the activation's value.
    public func multiplyByDerivative(of nonlinearity: Nonlinearity, saved: PanelMatrix, delta: inout PanelMatrix) {
        precondition(saved.rows == delta.rows && saved.columns == delta.columns, "matrices differ in shape")
        let used = saved.used
        unsafe delta.values.withMutablePointer { delta in
            unsafe saved.values.withPointer {
                unsafe kernels.pointee.activation_gradient(nonlinearity.code, used, $0, delta)
            }
        }
    }

    /// Multiplies elementwise, `matrix *= factor`: a dropout mask, say.
    public func multiply(_ matrix: inout PanelMatrix, by factor: PanelMatrix) {
        precondition(factor.rows == matrix.rows && factor.columns == matrix.columns, "matrices differ in shape")
        let used = factor.used
        unsafe matrix.values.withMutablePointer { matrix in
            unsafe factor.values.withPointer { unsafe kernels.pointee.multiply(used, $0, matrix) }
        }
    }

    /// Adds elementwise, `matrix += other`.
    public func add(_ other: PanelMatrix, to matrix: inout PanelMatrix) {
        precondition(other.rows == matrix.rows && other.columns == matrix.columns, "matrices differ in shape")
        let used = other.used
        unsafe matrix.values.withMutablePointer { matrix in
            unsafe other.values.withPointer { unsafe kernels.pointee.add_scaled(used, 1, $0, matrix) }
        }
    }

    /// Copies a layer's input into panels, each element squared if asked (for sums of squared gradients).
    public func gather(_ input: LayerInput, squared: Bool = false, into output: inout PanelMatrix) {
        precondition(input.rows == output.rows && input.columns == output.columns, "matrices differ in shape")
        let (rows, columns, panel) = (output.rows, output.columns, output.panel)
        unsafe output.values.withMutablePointer { output in
            unsafe input.withRows { unsafe kernels.pointee.gather(rows, columns, $0, squared, output, panel) }
        }
    }
}

/// Working memory of ``Backend/inputGradient(_:of:delta:scratch:inputDelta:)``; grows to the largest layer it meets.
public struct TransposeScratch: Sendable {
    var output = FloatVector(zeros: 0)
    var input = FloatVector(zeros: 0)

    /// Empty working memory.
    public init() {}

    /// Makes room for a layer, so that later calls allocate nothing.
    public mutating func reserve(rows: Int, outputs: Int, inputs: Int) {
        let padded = PanelMatrix.panels(rows) * PanelMatrix.panelWidth
        if output.count < padded * outputs { output = FloatVector(zeros: padded * outputs) }
        if input.count < padded * inputs { input = FloatVector(zeros: padded * inputs) }
    }
}
