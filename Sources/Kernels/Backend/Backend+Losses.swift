internal import CKernels

/// The logits that take part in the loss of each row.
public struct ActiveLogits: Sendable {
    let first: [Int32]
    let last: [Int32]

    /// The same columns for all rows.
    public init(_ columns: Range<Int>) {
        self.init(perRow: [columns])
    }

    /// Columns for each row; a single range stands for all rows.
    public init(perRow columns: [Range<Int>]) {
        precondition(!columns.isEmpty && columns.allSatisfy { !$0.isEmpty && $0.lowerBound >= 0 }, "no active logits")
        first = columns.map { Int32($0.lowerBound) }
        last = columns.map { Int32($0.upperBound) }
    }

    @unsafe
    @inline(__always)
    func withColumns<Result>(rows: Int, columns: Int, _ body: (lethe_active) -> Result) -> Result {
        precondition(first.count == 1 || first.count == rows, "active logits for one row or for all")
        precondition(last.allSatisfy { Int($0) <= columns }, "active logits out of range")
        return unsafe first.withUnsafeBufferPointer { first in
            unsafe last.withUnsafeBufferPointer { last in
                unsafe body(
                    lethe_active(first: first.baseAddress, last: last.baseAddress, stride: first.count == 1 ? 0 : 1)
                )
            }
        }
    }
}

extension Backend {
    /// Softmax cross-entropy of some rows of logits with labels (columns): `losses[i] = log(sum of exp z) - z[label]`,
    /// `delta = scale * (softmax(z) - onehot(label))`, and exactly zero for inactive logits.
    ///
    /// `labels` and `losses` belong to `rows`, the first to the first. Other rows of `delta` are left alone.
    public func crossEntropy(
        logits: PanelMatrix,
        rows: Range<Int>,
        labels: ArraySlice<Int32>,
        active: ActiveLogits,
        scale: Float,
        losses: inout [Float],
        delta: inout PanelMatrix
    ) {
        check(logits, rows, delta, losses)
        check(labels, rows, columns: logits.columns)
        let offset = rows.lowerBound * PanelMatrix.panelWidth
        unsafe active.withColumns(rows: rows.count, columns: logits.columns) { active in
            unsafe losses.withUnsafeMutableBufferPointer { losses in
                unsafe labels.withUnsafeBufferPointer { labels in
                    unsafe logits.values.withPointer { z in
                        unsafe delta.values.withMutablePointer { delta in
                            unsafe kernels.pointee.cross_entropy(
                                rows.count,
                                logits.columns,
                                logits.panel,
                                z + offset,
                                labels.baseAddress,
                                active,
                                scale,
                                losses.baseAddress,
                                delta + offset
                            )
                        }
                    }
                }
            }
        }
    }

    /// Softmax cross-entropy without the derivative.
    public func crossEntropy(
        logits: PanelMatrix,
        labels: ArraySlice<Int32>,
        active: ActiveLogits,
        losses: inout [Float]
    ) {
        precondition(losses.count >= logits.rows, "too few losses")
        check(labels, 0..<logits.rows, columns: logits.columns)
        unsafe active.withColumns(rows: logits.rows, columns: logits.columns) { active in
            unsafe losses.withUnsafeMutableBufferPointer { losses in
                unsafe labels.withUnsafeBufferPointer { labels in
                    unsafe logits.values.withPointer { z in
                        unsafe kernels.pointee.cross_entropy(
                            logits.rows,
                            logits.columns,
                            logits.panel,
                            z,
                            labels.baseAddress,
                            active,
                            0,
                            losses.baseAddress,
                            nil
                        )
                    }
                }
            }
        }
    }

    /// Cross-entropy of softmax(z / T) with a teacher's softmax(t / T) (Hinton, Vinyals & Dean 2015):
    /// `losses[i] = -sum of q log p`, `delta = scale * (p - q)`, and exactly zero for inactive logits.
    ///
    /// `scale` carries everything else: the mean over the batch, the weight, 1/T from the derivative, any T^2.
    public func distillation(
        logits: PanelMatrix,
        rows: Range<Int>,
        teacher: PanelMatrix,
        temperature: Float,
        active: ActiveLogits,
        scale: Float,
        losses: inout [Float],
        delta: inout PanelMatrix
    ) {
        unsafe withPointers(logits, rows, teacher, active, &losses, &delta) { z, teacher, active, losses, delta in
            unsafe kernels.pointee.distillation(
                rows.count,
                logits.columns,
                logits.panel,
                z,
                teacher,
                1 / temperature,
                active,
                scale,
                losses,
                delta
            )
        }
    }

    /// Squared error of logits: `losses[i] = sum of (z - target)^2`, `delta = scale * (z - target)` (so `scale` carries
    /// the factor 2), and exactly zero for inactive logits.
    public func squaredError(
        logits: PanelMatrix,
        rows: Range<Int>,
        targets: PanelMatrix,
        active: ActiveLogits,
        scale: Float,
        losses: inout [Float],
        delta: inout PanelMatrix
    ) {
        unsafe withPointers(logits, rows, targets, active, &losses, &delta) { z, targets, active, losses, delta in
            unsafe kernels.pointee.squared_error(
                rows.count,
                logits.columns,
                logits.panel,
                z,
                targets,
                active,
                scale,
                losses,
                delta
            )
        }
    }

    /// The active column with the largest logit of each row, the lowest among equals.
    public func predict(logits: PanelMatrix, active: ActiveLogits, predicted: inout [Int32]) {
        precondition(predicted.count >= logits.rows, "too few predictions")
        unsafe active.withColumns(rows: logits.rows, columns: logits.columns) { active in
            unsafe predicted.withUnsafeMutableBufferPointer { predicted in
                unsafe logits.values.withPointer {
                    unsafe kernels.pointee.predict(logits.rows, logits.panel, $0, active, predicted.baseAddress)
                }
            }
        }
    }

    /// Checks the shapes of a loss against other logits and hands out where its rows are.
    @unsafe
    @inline(__always)
    private func withPointers(
        _ logits: PanelMatrix,
        _ rows: Range<Int>,
        _ other: PanelMatrix,
        _ active: ActiveLogits,
        _ losses: inout [Float],
        _ delta: inout PanelMatrix,
        _ body: (
            _ logits: UnsafePointer<Float>, _ other: UnsafePointer<Float>, lethe_active,
            _ losses: UnsafeMutablePointer<Float>?, _ delta: UnsafeMutablePointer<Float>
        ) -> Void
    ) {
        check(logits, rows, delta, losses)
        check(logits, sameShapeAs: other)
        let offset = rows.lowerBound * PanelMatrix.panelWidth
        unsafe active.withColumns(rows: rows.count, columns: logits.columns) { active in
            unsafe losses.withUnsafeMutableBufferPointer { losses in
                unsafe other.values.withPointer { other in
                    unsafe logits.values.withPointer { z in
                        unsafe delta.values.withMutablePointer { delta in
                            unsafe body(z + offset, other + offset, active, losses.baseAddress, delta + offset)
                        }
                    }
                }
            }
        }
    }

    private func check(_ logits: PanelMatrix, _ rows: Range<Int>, _ delta: PanelMatrix, _ losses: [Float]) {
        check(logits, sameShapeAs: delta)
        precondition(rows.lowerBound >= 0 && rows.upperBound <= logits.rows, "rows out of range")
        precondition(losses.count >= rows.count, "too few losses")
    }

    private func check(_ logits: PanelMatrix, sameShapeAs other: PanelMatrix) {
        precondition(other.rows == logits.rows && other.columns == logits.columns, "matrices differ in shape")
    }

    private func check(_ labels: ArraySlice<Int32>, _ rows: Range<Int>, columns: Int) {
        precondition(labels.count == rows.count, "as many labels as rows")
        precondition(labels.allSatisfy { $0 >= 0 && Int($0) < columns }, "label out of range")
    }
}
