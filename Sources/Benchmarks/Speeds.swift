internal import Statistics

/// Measured speeds of one thing, and the one to be told.
struct Speeds {
    private var samples: [Double] = []

    mutating func add(_ speed: Double) {
        samples.append(speed)
    }

    /// The speed that a quarter of the measurements reached; 0 where there are none.
    ///
    /// Other work on a machine makes many measurements slower, and a clock that jumps makes a few absurdly fast:
    /// neither moves an upper quartile, while the best is whatever the worst error made of it.
    var typical: Double { Quantiles(samples)?[0.75] ?? 0 }
}
