internal import Hashing
internal import Testing

@testable import Experiments

extension SplitMix64 {
    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

    mutating func flip() -> Bool { below(2) == 0 }

    /// A positive float32 of any magnitude.
    mutating func float() -> Float {
        Float(bitPattern: UInt32(1 + below(0x7F00_0000)))
    }
}

extension Experiment {
    /// An experiment in which every field may or may not have its default.
    static func random(_ generator: inout SplitMix64) -> Experiment {
        let count = 1 + generator.below(12)
        var stream = Stream(dataset: Digest(sha256: "data \(generator.next())"))
        stream.count = count
        var experiment = Experiment(stream: stream, ordering: Ordering(unchecked: generator.permutation(of: count)))
        for field in Field.all where generator.flip() && !["dataset", "count", "ordering"].contains(field.name) {
            let value = value(of: field.kind, &generator)
            #expect(field.set(value, in: &experiment), "\(field.path)")
        }
        return experiment
    }

    private static func value(of kind: ValueKind, _ generator: inout SplitMix64) -> Value {
        switch kind {
        case .integer(let bounds): .integer(min(bounds.upperBound, bounds.lowerBound + generator.below(1_000_000)))
        case .number(let bounds, _): .number(min(bounds.upperBound, max(bounds.lowerBound, generator.float())))
        case .choice(let names): .text(names[generator.below(names.count)])
        case .widths: .widths((0..<generator.below(5)).map { _ in 1 + generator.below(4_096) })
        case .classOrder: .list(generator.permutation(of: generator.below(12)))
        case .classesPerTask: .list((0..<generator.below(5)).map { _ in 1 + generator.below(20) })
        case .strategy, .optimizer:
            .variant(
                Variant(
                    ["sgd", "naive", "ewc", "adam"][generator.below(4)],
                    generator.flip()
                        ? []
                        : [
                            .init("lambda", .number(generator.float())),
                            .init("buffer", .integer(generator.below(500))),
                            .init("mode", .text("online")),
                        ]
                )
            )
        case .ordering, .dataset: preconditionFailure("set apart")
        }
    }
}
