internal import ArgumentParser

/// A time to wait, as people write it: `90`, `90s`, `10m`, `2h`.
struct WaitingTime: ExpressibleByArgument {
    let duration: Duration

    /// Longer is as good as never.
    private static let longestSeconds = 1e9

    init?(argument: String) {
        let units: [Character: Double] = ["s": 1, "m": 60, "h": 3600]
        let unit = argument.last.flatMap { units[$0] }
        guard let number = Double(unit == nil ? argument[...] : argument.dropLast()), number >= 0 else { return nil }
        let seconds = number * (unit ?? 1)
        guard seconds <= Self.longestSeconds else { return nil }
        duration = .seconds(seconds)
    }
}
