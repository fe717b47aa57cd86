import Experiments
import Scheduling

/// All chance of a simulation, from one seed.
struct Dice {
    private var generator: SplitMix64

    init(seed: UInt64) {
        generator = SplitMix64(seed: seed)
    }

    mutating func unit() -> Double { Double(generator.next() >> 11) * 0x1p-53 }

    mutating func happens(_ probability: Double) -> Bool { unit() < probability }

    mutating func number(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + Int(generator.next() % UInt64(range.count))
    }

    mutating func duration(_ range: ClosedRange<Double>) -> Duration {
        .seconds(range.lowerBound + unit() * (range.upperBound - range.lowerBound))
    }

    mutating func seed() -> UInt64 { generator.next() }
}
