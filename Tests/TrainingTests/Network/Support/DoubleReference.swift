import Foundation
public import Kernels

/// The yardstick for accuracy: libm in double.
extension Double: ReferenceScalar {
    /// e^x
    public static func exp(_ x: Double) -> Double { Foundation.exp(x) }
    /// The natural logarithm.
    public static func log(_ x: Double) -> Double { Foundation.log(x) }
    /// The hyperbolic tangent.
    public static func tanh(_ x: Double) -> Double { Foundation.tanh(x) }
}
