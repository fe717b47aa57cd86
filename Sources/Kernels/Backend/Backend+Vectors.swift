internal import CKernels

// Elementwise operations on flat vectors. Sums run in double, in 16 chains (element i in chain i mod 16) that are then
// folded in halves; each is over the whole vector or over `range`, whose lower bound should be a multiple of 16 (a
// layer's range is).
extension Backend {
    /// The sum of x * y.
    public func dot(_ x: FloatVector, _ y: FloatVector, over range: Range<Int>? = nil) -> Double {
        let range = common(range, x, y)
        return unsafe x.withPointer { x in
            unsafe y.withPointer {
                unsafe kernels.pointee.dot(range.count, x + range.lowerBound, $0 + range.lowerBound)
            }
        }
    }

    /// The Euclidean norm.
    public func norm(_ x: FloatVector, over range: Range<Int>? = nil) -> Double {
        dot(x, x, over: range).squareRoot()
    }

    /// The sum of (x - y)^2.
    public func squaredDistance(_ x: FloatVector, _ y: FloatVector, over range: Range<Int>? = nil) -> Double {
        let range = common(range, x, y)
        return unsafe x.withPointer { x in
            unsafe y.withPointer {
                unsafe kernels.pointee.squared_distance(range.count, x + range.lowerBound, $0 + range.lowerBound)
            }
        }
    }

    /// The sum of weight * (x - y)^2.
    public func squaredDistance(_ x: FloatVector, _ y: FloatVector, weightedBy weight: FloatVector) -> Double {
        let count = common(x, y, weight)
        return unsafe x.withPointer { x in
            unsafe y.withPointer { y in
                unsafe weight.withPointer { unsafe kernels.pointee.weighted_squared_distance(count, $0, x, y) }
            }
        }
    }

    /// y = a * y
    public func scale(_ y: inout FloatVector, by a: Float) {
        let count = y.count
        unsafe y.withMutablePointer { unsafe kernels.pointee.scale(count, a, $0) }
    }

    /// y = x * y, elementwise.
    public func multiply(_ y: inout FloatVector, by x: FloatVector) {
        let count = common(nil, x, y).count
        unsafe y.withMutablePointer { y in
            unsafe x.withPointer { unsafe kernels.pointee.multiply(count, $0, y) }
        }
    }

    /// y = fma(a, x, y)
    public func add(_ x: FloatVector, scaledBy a: Float, to y: inout FloatVector) {
        let count = common(nil, x, y).count
        unsafe y.withMutablePointer { y in
            unsafe x.withPointer { unsafe kernels.pointee.add_scaled(count, a, $0, y) }
        }
    }

    /// y = fma(a * x, z, y), elementwise: SI's path integral, or squares where x is z.
    public func addProduct(_ x: FloatVector, _ z: FloatVector, scaledBy a: Float, to y: inout FloatVector) {
        let count = common(x, y, z)
        unsafe y.withMutablePointer { y in
            unsafe x.withPointer { x in
                unsafe z.withPointer { unsafe kernels.pointee.add_product(count, a, x, $0, y) }
            }
        }
    }

    /// gradient = fma(strength * weight, x - anchor, gradient): the gradient of strength / 2 * sum of weight * (x -
    /// anchor)^2.
    public func addPull(
        of x: FloatVector,
        towards anchor: FloatVector,
        weight: FloatVector,
        strength: Float,
        to gradient: inout FloatVector
    ) {
        precondition(gradient.count == x.count, "vectors differ in size")
        let count = common(x, anchor, weight)
        unsafe gradient.withMutablePointer { gradient in
            unsafe x.withPointer { x in
                unsafe anchor.withPointer { anchor in
                    unsafe weight.withPointer {
                        unsafe kernels.pointee.add_pull(count, strength, $0, x, anchor, gradient)
                    }
                }
            }
        }
    }

    /// out = fma(t, y - x, x): the point at `t` on the line from x (0) to y (1).
    public func interpolate(_ x: FloatVector, _ y: FloatVector, at t: Float, into out: inout FloatVector) {
        let count = common(x, y, out)
        unsafe out.withMutablePointer { out in
            unsafe x.withPointer { x in
                unsafe y.withPointer { unsafe kernels.pointee.interpolate(count, t, x, $0, out) }
            }
        }
    }

    private func common(_ range: Range<Int>?, _ x: FloatVector, _ y: FloatVector) -> Range<Int> {
        precondition(x.count == y.count, "vectors differ in size")
        guard let range else { return 0..<x.count }
        precondition(range.lowerBound >= 0 && range.upperBound <= x.count, "range out of bounds")
        return range
    }

    private func common(_ x: FloatVector, _ y: FloatVector, _ z: FloatVector) -> Int {
        precondition(x.count == y.count && x.count == z.count, "vectors differ in size")
        return x.count
    }
}
