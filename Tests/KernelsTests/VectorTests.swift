import Testing

@testable import Kernels

@Suite("Vectors")
struct VectorTests {
    static let cases = Backend.all.flatMap { backend in [0, 1, 15, 16, 17, 100, 1003].map { (backend, $0) } }

    @Test("sums run in 16 chains and are folded", arguments: cases)
    func sums(backend: Backend, count: Int) {
        var fuzz = Fuzz(seed: count)
        let (x, y, w) = (fuzz.floats(count), fuzz.floats(count), fuzz.floats(count))
        let (a, b, c) = (FloatVector(x), FloatVector(y), FloatVector(w))
        #expect(backend.dot(a, b) == Reference.dot(x, y))
        let distance = zip(x, y).map { Double($0) - Double($1) }
        let plain = distance.reduce(0) { $0 + $1 * $1 }
        #expect(abs(backend.squaredDistance(a, b) - plain) <= 1e-12 * plain)
        let weighted = zip(w, distance).reduce(0) { $0 + Double($1.0) * $1.1 * $1.1 }
        #expect(abs(backend.squaredDistance(a, b, weightedBy: c) - weighted) <= 1e-12 * plain * 2)
        let all = Backend.all.map { $0.squaredDistance(a, b, weightedBy: c) }
        #expect(Set(all).count == 1)
    }

    @Test("elementwise operations", arguments: cases)
    func elementwise(backend: Backend, count: Int) {
        var fuzz = Fuzz(seed: count + 1)
        let (x, y, w, g) = (fuzz.floats(count), fuzz.floats(count), fuzz.floats(count), fuzz.floats(count))
        let (a, b, c) = (FloatVector(x), FloatVector(y), FloatVector(w))
        var result = FloatVector(g)
        backend.add(a, scaledBy: 0.3, to: &result)
        #expect(result.elements == zip(g, x).map { $0.addingProduct(0.3, $1) })
        result = FloatVector(g)
        backend.addProduct(a, b, scaledBy: 0.3, to: &result)
        #expect(result.elements == (0..<count).map { g[$0].addingProduct(0.3 * x[$0], y[$0]) })
        result = FloatVector(g)
        backend.addPull(of: a, towards: b, weight: c, strength: 0.3, to: &result)
        #expect(result.elements == (0..<count).map { g[$0].addingProduct(0.3 * w[$0], x[$0] - y[$0]) })
        backend.interpolate(a, b, at: 0.25, into: &result)
        #expect(result.elements == (0..<count).map { x[$0].addingProduct(0.25, y[$0] - x[$0]) })
        result = a
        backend.scale(&result, by: 3)
        backend.multiply(&result, by: b)
        #expect(result.elements == zip(x, y).map { 3 * $0 * $1 })
        #expect(a.elements == x)
    }

    @Test("a vector is a value")
    func value() {
        let original = FloatVector([1, 2, 3])
        var copy = original
        copy[1] = 9
        #expect(original.elements == [1, 2, 3])
        #expect(copy.elements == [1, 9, 3])
        copy.copy(original)
        #expect(copy == original)
        copy.clear()
        #expect(copy.elements == [0, 0, 0])
    }

    @Test("equality is of bits")
    func equality() {
        #expect(FloatVector([.nan]) == FloatVector([.nan]))
        #expect(FloatVector([0]) != FloatVector([-0.0]))
        #expect(FloatVector([1]) != FloatVector([1, 1]))
    }
}
