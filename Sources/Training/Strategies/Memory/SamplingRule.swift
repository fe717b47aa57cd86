internal import Experiments
internal import Kernels

/// Which examples of a stream of unknown length stay in a memory of limited size.
protocol SamplingRule: Sendable {
    /// A rule for a memory of so many places, all free.
    init(capacity: Int)

    /// The place that the stream's next example takes, whoever had it before; nil where the example is not kept.
    ///
    /// Places are taken in turn until none is free.
    mutating func place(forLabel label: Int32, _ numbers: inout RandomNumbers) -> Int?
}

extension DrawKey.Purpose {
    /// Which examples are kept.
    static let memory = DrawKey.Purpose(rawValue: 18)
    /// Which stored examples join a batch; a lane for each draw of a step.
    static let replay = DrawKey.Purpose(rawValue: 19)
}
