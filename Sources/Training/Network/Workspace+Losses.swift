public import Kernels

// Losses on the logits of the last forward pass. Each adds its derivative to `logitsDelta` and returns the sum of its
// rows' losses, before `scale`, in ascending order. Rows may be split among losses: new examples first, replayed ones
// behind.
extension Workspace {
    /// Softmax cross-entropy with labels over the active logits: -log softmax(z)[label].
    ///
    /// - Parameters:
    ///   - labels: the logit that is right, for each row.
    ///   - rows: which rows; all by default.
    ///   - scale: multiplies the derivative: 1/n for the mean over n examples.
    @discardableResult
    public mutating func addCrossEntropy(
        labels: ArraySlice<Int32>,
        rows: Range<Int>? = nil,
        active: ActiveLogits,
        scale: Float
    ) -> Double {
        addLoss(rows: rows) { backend, logits, rows, losses, delta in
            backend.crossEntropy(
                logits: logits,
                rows: rows,
                labels: labels,
                active: active,
                scale: scale,
                losses: &losses,
                delta: &delta
            )
        }
    }

    /// Distillation from stored logits at a temperature T (Hinton, Vinyals & Dean 2015): the cross-entropy of
    /// softmax(z/T) with softmax(teacher/T). Its derivative by z is (p - q)/T; `scale` multiplies it.
    @discardableResult
    public mutating func addDistillation(
        teacher: PanelMatrix,
        temperature: Float,
        rows: Range<Int>? = nil,
        active: ActiveLogits,
        scale: Float
    ) -> Double {
        addLoss(rows: rows) { backend, logits, rows, losses, delta in
            backend.distillation(
                logits: logits,
                rows: rows,
                teacher: teacher,
                temperature: temperature,
                active: active,
                scale: scale / temperature,
                losses: &losses,
                delta: &delta
            )
        }
    }

    /// The squared distance of the logits from stored ones, summed over active logits. Its derivative is 2 (z -
    /// target).
    @discardableResult
    public mutating func addSquaredError(
        targets: PanelMatrix,
        rows: Range<Int>? = nil,
        active: ActiveLogits,
        scale: Float
    ) -> Double {
        addLoss(rows: rows) { backend, logits, rows, losses, delta in
            backend.squaredError(
                logits: logits,
                rows: rows,
                targets: targets,
                active: active,
                scale: 2 * scale,
                losses: &losses,
                delta: &delta
            )
        }
    }

    /// Runs a loss on the errors themselves if it is the first and covers all rows, else beside them and adds.
    private mutating func addLoss(
        rows: Range<Int>?,
        _ loss: (Backend, PanelMatrix, Range<Int>, inout [Float], inout PanelMatrix) -> Void
    ) -> Double {
        precondition(use == .training && input != nil, "a forward pass comes first")
        let rows = rows ?? 0..<self.rows
        let last = deltas.count - 1
        if !hasDelta && rows.count == self.rows {
            loss(backend, logits, rows, &losses, &deltas[last])
        } else {
            if !hasDelta { deltas[last].clear() }
            var extra = extraDelta.take() ?? PanelMatrix(capacity: capacity, columns: architecture.outputs)
            extra.setRows(self.rows)
            extra.clear()
            loss(backend, logits, rows, &losses, &extra)
            backend.add(extra, to: &deltas[last])
            extraDelta = extra
        }
        hasDelta = true
        return losses[0..<rows.count].reduce(0) { $0 + Double($1) }
    }
}
