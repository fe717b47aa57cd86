internal import Experiments
internal import Kernels

/// What a task makes of an image before the network sees it.
enum ImageTransform: Sendable {
    case identity
    /// Input k reads pixel `sources[k]`.
    case permutation([Int32])
    case rotation(Rotation)

    /// The transform of a task of the stream.
    init(task: Int, of stream: Experiment.Stream, height: Int, width: Int) {
        switch stream.tasks {
        case .split:
            self = .identity
        case .permuted:
            self = task == 0 ? .identity : .permutation(Self.permutation(of: height * width, task: task, stream))
        case .rotated:
            let steps = max(stream.count - 1, 1)
            let degrees = Double(stream.maxAngle) * Double(task) / Double(steps)
            self = degrees == 0 ? .identity : .rotation(Rotation(degrees: degrees, height: height, width: width))
        }
    }

    /// A task's pixel permutation: that of SplitMix64 with the seed 4096 s + 500 + t, where s is the stream's seed.
    ///
    /// A stream has at most 4,096 tasks, so no permutation belongs to two streams. The offset never changes.
    private static func permutation(of count: Int, task: Int, _ stream: Experiment.Stream) -> [Int32] {
        var generator = SplitMix64(seed: UInt64(truncatingIfNeeded: stream.seed) &* 4096 &+ 500 &+ UInt64(task))
        return generator.permutation(of: count).map { Int32($0) }
    }

    /// Writes the transform of `image` to `result`, which has the same size.
    func apply(to image: [Float], into result: inout [Float]) {
        switch self {
        case .identity:
            result = image
        case .permutation(let sources):
            for (input, source) in sources.enumerated() { result[input] = image[Int(source)] }
        case .rotation(let rotation):
            rotation.apply(to: image, into: &result)
        }
    }
}
