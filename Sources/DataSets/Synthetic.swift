internal import Experiments

/// A made-up data set: ten classes of noisy 8x8 images around fixed prototypes.
///
/// Only whole numbers are used, so it is the same everywhere.
enum Synthetic {
    private static let featureCount = 64
    private static let classCount = 10

    /// Draws the same 1,000 training and 500 test examples each time.
    static func load(name: String) throws(LetheError) -> Dataset {
        var generator = SplitMix64(seed: 1)
        let prototypes = (0..<classCount).map { _ in
            (0..<featureCount).map { _ in Int(generator.next() % 256) }
        }
        return try Dataset(
            name: name,
            height: 8,
            width: 8,
            train: draw(1_000, around: prototypes, from: &generator),
            test: draw(500, around: prototypes, from: &generator)
        )
    }

    private static func draw(
        _ count: Int,
        around prototypes: [[Int]],
        from generator: inout SplitMix64
    ) -> Dataset.RawPart {
        var pixels: [UInt8] = []
        let labels = (0..<count).map { $0 % classCount }
        for label in labels {
            for pixel in prototypes[label] {
                pixels.append(UInt8(min(max(pixel + noise(from: &generator), 0), 255)))
            }
        }
        return (.bytes(pixels), labels)
    }

    /// About normal, with a standard deviation of 74: the sum of four even draws from -64 ... 63.
    private static func noise(from generator: inout SplitMix64) -> Int {
        let bits = generator.next()
        return (0..<4).reduce(0) { $0 + Int(bits >> (7 * UInt64($1)) & 127) - 64 }
    }
}
