import Scheduling

/// What is going to happen, by time; of two things at one time the one that was planned first.
struct Agenda<Happening> {
    private var entries: [(at: Instant, happening: Happening)] = []

    /// Keeps the soonest last, where it is taken from.
    mutating func plan(_ happening: Happening, at time: Instant) {
        let place = entries.firstIndex { $0.at <= time } ?? entries.count
        entries.insert((time, happening), at: place)
    }

    mutating func next() -> (at: Instant, happening: Happening)? { entries.popLast() }
}
