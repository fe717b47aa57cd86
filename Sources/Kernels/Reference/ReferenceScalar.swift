/// A number type in which ``Reference`` can compute: Float gives the kernels' bits, Double a yardstick for their
/// accuracy.
public protocol ReferenceScalar: BinaryFloatingPoint, Sendable {
    /// e^x
    static func exp(_ x: Self) -> Self
    /// The natural logarithm.
    static func log(_ x: Self) -> Self
    /// The hyperbolic tangent.
    static func tanh(_ x: Self) -> Self
}

extension Float: ReferenceScalar {
    /// e^x
    public static func exp(_ x: Float) -> Float { Elementary.exp(x) }
    /// The natural logarithm.
    public static func log(_ x: Float) -> Float { Elementary.log(x) }
    /// The hyperbolic tangent.
    public static func tanh(_ x: Float) -> Float { Elementary.tanh(x) }
}
