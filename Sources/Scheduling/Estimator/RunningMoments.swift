/// Mean and spread of a stream of numbers, in which a sample counts half after some number of later ones.
struct RunningMoments: Hashable, Sendable {
    /// The sum of the weights, at most `memory`.
    private(set) var weight = 0.0
    private(set) var mean = 0.0
    private var squares = 0.0
    private static let memory = 200.0

    /// The population's standard deviation.
    var deviation: Double { weight > 1 ? (squares / weight).squareRoot() : 0 }

    mutating func add(_ sample: Double) {
        if weight + 1 > Self.memory {
            let keep = (Self.memory - 1) / weight
            weight *= keep
            squares *= keep
        }
        weight += 1
        let delta = sample - mean
        mean += delta / weight
        squares += delta * (sample - mean)
    }
}
