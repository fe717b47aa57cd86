internal import Kernels

/// As many examples of each class as there are, up to an equal share; within a class a uniform sample.
///
/// Class-balancing reservoir sampling (Chrysakis & Moens 2020, "Online Continual Learning from Imbalanced Data",
/// algorithm 1): in a filled memory an example takes the place of one from the largest class, unless its own class is,
/// or ever was, the largest, and then it competes within its class as in a reservoir. Conventions: a class is a column
/// of the output layer; among equally large classes the victim is drawn from all of their examples; sizes are compared
/// once the memory is filled.
struct ClassBalancedReservoir: SamplingRule {
    private let capacity: Int
    /// Of each place.
    private var labels: [Int32] = []
    /// Places of each class.
    private var counts: [Int32: Int] = [:]
    private var seen: [Int32: Int] = [:]
    /// Classes that are, or were, the largest of the filled memory.
    private var full: Set<Int32> = []

    init(capacity: Int) {
        self.capacity = capacity
    }

    mutating func place(forLabel label: Int32, _ numbers: inout RandomNumbers) -> Int? {
        guard capacity > 0 else { return nil }
        seen[label, default: 0] += 1
        guard labels.count == capacity else {
            labels.append(label)
            counts[label, default: 0] += 1
            return labels.count - 1
        }
        let most = counts.values.max()
        full.formUnion(counts.keys.filter { counts[$0] == most })
        if full.contains(label) {
            let drawn = numbers.integer(below: seen[label] ?? 1)
            return drawn < counts[label] ?? 0 ? labels.indices.filter { labels[$0] == label }[drawn] : nil
        }
        let victims = labels.indices.filter { counts[labels[$0]] == most }
        let place = victims[numbers.integer(below: victims.count)]
        counts[labels[place], default: 0] -= 1
        counts[label, default: 0] += 1
        labels[place] = label
        return place
    }
}
