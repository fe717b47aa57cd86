/// A vector of floats with value semantics, aligned to 64 bytes and stored contiguously.
///
/// Assignment shares the storage; the first change to a shared vector copies it. Operations live in ``Backend``.
@safe
public struct FloatVector: Sendable {
    /// The number of elements.
    public let count: Int

    // Only a vector that holds the one reference writes (`withMutablePointer`), as in the standard library's arrays.
    nonisolated(unsafe) private var storage: AlignedStorage

    /// `count` zeros.
    public init(zeros count: Int) {
        precondition(count >= 0, "a vector needs a count of zero or more")
        self.count = count
        unsafe storage = AlignedStorage(capacity: count)
    }

    /// The given elements.
    public init(_ elements: [Float]) {
        self.init(zeros: elements.count)
        unsafe withMutablePointer { base in
            for (index, element) in elements.enumerated() { unsafe base[index] = element }
        }
    }

    /// The element at `index`. For single elements; bulk work belongs to ``Backend``.
    public subscript(index: Int) -> Float {
        get {
            precondition(index >= 0 && index < count, "index out of range")
            return unsafe storage.base[index]
        }
        set {
            precondition(index >= 0 && index < count, "index out of range")
            unsafe withMutablePointer { unsafe $0[index] = newValue }
        }
    }

    /// A copy of the elements.
    public var elements: [Float] { self[0..<count] }

    /// A copy of the elements in a range.
    public subscript(range: Range<Int>) -> [Float] {
        precondition(range.lowerBound >= 0 && range.upperBound <= count, "range out of bounds")
        return unsafe withPointer { base in
            unsafe Array(UnsafeBufferPointer(start: base + range.lowerBound, count: range.count))
        }
    }

    /// Sets every element to zero.
    public mutating func clear() {
        let count = count
        unsafe withMutablePointer { unsafe $0.update(repeating: 0, count: count) }
    }

    /// Takes the elements of another vector of the same size, keeping this storage.
    public mutating func copy(_ source: FloatVector) {
        precondition(source.count == count, "vectors differ in size")
        let count = count
        unsafe withMutablePointer { target in
            unsafe source.withPointer { unsafe target.update(from: $0, count: count) }
        }
    }

    @unsafe
    @inline(__always)
    func withPointer<Result>(_ body: (UnsafePointer<Float>) -> Result) -> Result {
        defer { unsafe withExtendedLifetime(storage) {} }
        return unsafe body(UnsafePointer(storage.base))
    }

    @unsafe
    @inline(__always)
    mutating func withMutablePointer<Result>(_ body: (UnsafeMutablePointer<Float>) -> Result) -> Result {
        if unsafe !isKnownUniquelyReferenced(&storage) { unsafe storage = AlignedStorage(copying: storage) }
        defer { unsafe withExtendedLifetime(storage) {} }
        return unsafe body(storage.base)
    }
}

extension FloatVector: Equatable {
    /// Whether two vectors have the same bits: NaN equals the same NaN, and -0 differs from 0.
    public static func == (left: FloatVector, right: FloatVector) -> Bool {
        guard left.count == right.count else { return false }
        return unsafe left.withPointer { x in
            unsafe right.withPointer { y in
                (0..<left.count).allSatisfy { unsafe x[$0].bitPattern == y[$0].bitPattern }
            }
        }
    }
}

/// Memory that belongs to one vector, or to several that are equal until one of them changes.
@safe
private final class AlignedStorage {
    let base: UnsafeMutablePointer<Float>
    private let capacity: Int

    /// Zeros; room for whole cache lines.
    init(capacity: Int) {
        self.capacity = max(16, (capacity + 15) / 16 * 16)
        let bytes = UnsafeMutableRawPointer.allocate(
            byteCount: self.capacity * MemoryLayout<Float>.stride,
            alignment: 64
        )
        unsafe base = bytes.bindMemory(to: Float.self, capacity: self.capacity)
        unsafe base.initialize(repeating: 0, count: self.capacity)
    }

    init(copying other: AlignedStorage) {
        capacity = other.capacity
        let bytes = UnsafeMutableRawPointer.allocate(
            byteCount: capacity * MemoryLayout<Float>.stride,
            alignment: 64
        )
        unsafe base = bytes.bindMemory(to: Float.self, capacity: capacity)
        unsafe base.initialize(from: other.base, count: capacity)
    }

    deinit { unsafe UnsafeMutableRawPointer(base).deallocate() }
}
