internal import Kernels

/// A uniform sample: after n examples each of them is kept with the same probability (Vitter 1985, algorithm R).
struct Reservoir: SamplingRule {
    private let capacity: Int
    private var seen = 0

    init(capacity: Int) {
        self.capacity = capacity
    }

    mutating func place(forLabel label: Int32, _ numbers: inout RandomNumbers) -> Int? {
        seen += 1
        guard seen > capacity else { return seen - 1 }
        let place = numbers.integer(below: seen)
        return place < capacity ? place : nil
    }
}
