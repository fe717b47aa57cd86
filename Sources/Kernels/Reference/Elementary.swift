/// exp, log and tanh for single numbers, in Swift: the same steps as the kernels' (functions.h), hence the same bits.
///
/// Argument reduction and polynomials after Moshier's Cephes library; docs/numerics.md lists the measured errors.
public enum Elementary {
    /// e^x; infinity above 88.73, gradual underflow to 0 below -103.97, NaN for NaN.
    public static func exp(_ argument: Float) -> Float {
        let x = argument > 89 ? 89 : argument < -104 ? -104 : argument
        let rounder: Float = 0x1.8p23
        let shifted = rounder.addingProduct(x, 0x1.715476p+0)
        let n = Int32(bitPattern: shifted.bitPattern &- rounder.bitPattern)
        let k = shifted - rounder
        let r = x.addingProduct(k, -0x1.62e4p-1).addingProduct(k, -0x1.7f7d1cp-20)
        let y = polynomial(
            r,
            1.9875691500e-4,
            1.3981999507e-3,
            8.3334519073e-3,
            4.1665795894e-2,
            1.6666665459e-1,
            5.0000001201e-1,
            1,
            1
        )
        let half = n >> 1
        return y * powerOfTwo(half) * powerOfTwo(n &- half)
    }

    /// The natural logarithm; -infinity at 0, NaN below.
    public static func log(_ x: Float) -> Float {
        if x == 0 { return -.infinity }
        if x == .infinity || x.isNaN { return x }
        if x < 0 { return .nan }
        let isTiny = x < 0x1p-126
        let shifted = Int32(bitPattern: (isTiny ? x * 0x1p23 : x).bitPattern) &- 0x3f35_04f3
        let f = Float(bitPattern: UInt32(bitPattern: (shifted & 0x7f_ffff) &+ 0x3f35_04f3)) - 1
        let e = Float(shifted >> 23) - (isTiny ? 23 : 0)
        let p = polynomial(
            f,
            7.0376836292e-2,
            -1.1514610310e-1,
            1.1676998740e-1,
            -1.2420140846e-1,
            1.4249322787e-1,
            -1.6668057665e-1,
            2.0000714765e-1,
            -2.4999993993e-1,
            3.3333331174e-1
        )
        let square = f * f
        let y = ((p * f) * square).addingProduct(e, -2.12194440e-4).addingProduct(-0.5, square)
        return (f + y).addingProduct(e, 0.693359375)
    }

    /// The hyperbolic tangent; odd, ±1 beyond 9.02, NaN for NaN.
    public static func tanh(_ x: Float) -> Float {
        let magnitude = x < 0 ? -x : x
        let square = x * x
        let p = polynomial(
            square,
            -5.70498872745e-3,
            2.06390887954e-2,
            -5.37397155531e-2,
            1.33314422036e-1,
            -3.33332819422e-1
        )
        if magnitude < 0.625 { return x.addingProduct(p * square, x) }
        let large = 1 - 2 / (exp(magnitude + magnitude) + 1)
        return x < 0 ? -large : large
    }

    /// Horner's rule with fused multiply-adds, from the highest power down.
    private static func polynomial(_ x: Float, _ first: Float, _ others: Float...) -> Float {
        others.reduce(first) { $1.addingProduct($0, x) }
    }

    private static func powerOfTwo(_ n: Int32) -> Float {
        Float(bitPattern: UInt32(bitPattern: n &+ 127) << 23)
    }
}
