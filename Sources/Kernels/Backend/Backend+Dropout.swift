internal import CKernels

extension Backend {
    /// Draws an inverted-dropout mask (Srivastava et al. 2014, section 10): 0 with probability `rate`, else 1 / (1 -
    /// rate).
    ///
    /// Each element takes 16 bits of the key's numbers, so the rate is rounded to 1/65,536. Columns 16 p ..< 16 p + 16
    /// of row i, with P such groups in a row, take blocks 2 (i P + p) and the next, the low half of a word first.
    ///
    /// - Parameter lane: as in ``DrawKey/numbers(lane:)``.
    public func dropoutMask(_ mask: inout PanelMatrix, rate: Float, key: DrawKey, lane: Int) {
        precondition(rate >= 0 && rate < 1, "a dropout rate from 0 to below 1")
        precondition(2 * mask.rows * PanelMatrix.panels(mask.columns) < 1 << 24, "a mask of at most 2^27 elements")
        let threshold = UInt32(rate * 65536 + 0.5)
        let kept = 1 / (1 - rate)
        let (rows, columns, panel) = (mask.rows, mask.columns, mask.panel)
        let numbers = key.numbers(lane: lane)
        unsafe mask.values.withMutablePointer { mask in
            unsafe withUnsafePointer(to: numbers.counter) { counter in
                unsafe withUnsafePointer(to: numbers.key) { key in
                    unsafe kernels.pointee.dropout_mask(
                        rows,
                        columns,
                        UnsafeRawPointer(counter).assumingMemoryBound(to: UInt32.self),
                        UnsafeRawPointer(key).assumingMemoryBound(to: UInt32.self),
                        threshold,
                        kept,
                        mask,
                        panel
                    )
                }
            }
        }
    }
}
