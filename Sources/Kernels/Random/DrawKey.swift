/// What a sequence of random numbers is for. Equal keys give equal numbers, on every machine; different keys give
/// independent ones. Nothing else (strategy, worker, other tasks) can reach a draw.
public struct DrawKey: Hashable, Sendable {
    /// The use made of the numbers. A number of its own for each use, never to be changed.
    public struct Purpose: RawRepresentable, Hashable, Sendable {
        /// The number that goes into the counter.
        public let rawValue: UInt8

        /// A purpose with a number.
        public init(rawValue: UInt8) { self.rawValue = rawValue }

        /// Initial weights.
        public static let initialization = Purpose(rawValue: 1)
        /// The order of examples within an epoch.
        public static let shuffle = Purpose(rawValue: 2)
        /// Dropout masks.
        public static let dropout = Purpose(rawValue: 3)
    }

    /// The seed, all 64 bits the key of the generator.
    public var seed: UInt64
    /// The use.
    public var purpose: Purpose
    /// The task by its number in the stream, below 4,096.
    public var task: Int
    /// The place in the ordering, below 4,096.
    public var position: Int
    /// The epoch within the task, below 2^32.
    public var epoch: Int
    /// The step within the epoch, below 2^32.
    public var step: Int

    /// A key; whatever a draw does not depend on stays zero.
    public init(seed: UInt64, purpose: Purpose, task: Int = 0, position: Int = 0, epoch: Int = 0, step: Int = 0) {
        self.seed = seed
        self.purpose = purpose
        self.task = task
        self.position = position
        self.epoch = epoch
        self.step = step
    }

    /// The numbers of this key: `lane` tells apart up to 256 sequences (layers, say), each of 2^26 words.
    public func numbers(lane: Int = 0) -> RandomNumbers {
        RandomNumbers(key: self, lane: lane)
    }
}

/// The sequence of random numbers of a ``DrawKey``.
///
/// The counter is (block | lane << 24, step, epoch, purpose | task << 8 | position << 20), the key the seed.
public struct RandomNumbers: Sendable {
    let key: SIMD2<UInt32>
    private(set) var counter: Philox.Block
    private var block: Philox.Block = .zero
    private var used = 4

    init(key draw: DrawKey, lane: Int) {
        precondition(lane >= 0 && lane < 256, "a lane below 256")
        precondition(draw.task >= 0 && draw.task < 4096, "a task below 4,096")
        precondition(draw.position >= 0 && draw.position < 4096, "a position below 4,096")
        key = SIMD2(UInt32(truncatingIfNeeded: draw.seed), UInt32(truncatingIfNeeded: draw.seed >> 32))
        counter = Philox.Block(
            UInt32(lane) << 24,
            UInt32(draw.step),
            UInt32(draw.epoch),
            UInt32(draw.purpose.rawValue) | UInt32(draw.task) << 8 | UInt32(draw.position) << 20
        )
    }

    /// The next 32 random bits.
    public mutating func next() -> UInt32 {
        if used == 4 {
            block = Philox.block(counter: counter, key: key)
            precondition(counter.x & 0xFF_FFFF != 0xFF_FFFF, "a sequence has 2^26 words")
            counter.x += 1
            used = 0
        }
        defer { used += 1 }
        return block[used]
    }

    /// A float uniform in 0 ..< 1, a multiple of 2^-24.
    public mutating func uniform() -> Float {
        Float(next() >> 8) * 0x1p-24
    }

    /// A float uniform in -1 ..< 1, a multiple of 2^-23.
    public mutating func signedUniform() -> Float {
        Float(Int32(bitPattern: next()) >> 8) * 0x1p-23
    }

    /// A standard normal number by Marsaglia's polar method (Marsaglia & Bray 1964), the second of each pair unused.
    public mutating func normal() -> Float {
        while true {
            let (x, y) = (signedUniform(), signedUniform())
            let square = x * x + y * y
            if square < 1 && square > 0 { return x * (-2 * Elementary.log(square) / square).squareRoot() }
        }
    }

    /// An integer uniform in 0 ..< `bound`, without bias (Lemire 2019, "Fast Random Integer Generation in an Interval",
    /// algorithm 5).
    public mutating func integer(below bound: Int) -> Int {
        precondition(bound > 0 && bound <= Int(UInt32.max), "a bound from 1 to 2^32 - 1")
        let bound = UInt32(bound)
        var product = next().multipliedFullWidth(by: bound)
        if product.low < bound {
            let threshold = (0 &- bound) % bound
            while product.low < threshold { product = next().multipliedFullWidth(by: bound) }
        }
        return Int(product.high)
    }

    /// Shuffles by Fisher and Yates, from the last place down: every order is equally likely.
    public mutating func shuffle(_ elements: inout [Int32]) {
        guard elements.count > 1 else { return }
        for last in stride(from: elements.count - 1, to: 0, by: -1) {
            elements.swapAt(last, integer(below: last + 1))
        }
    }

    /// A uniformly random order of 0 ..< `count`.
    public mutating func permutation(_ count: Int) -> [Int32] {
        var order = (0..<Int32(count)).map { $0 }
        shuffle(&order)
        return order
    }
}
