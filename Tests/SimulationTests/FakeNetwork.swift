import Scheduling

/// When messages arrive: in order on each link, unless the plan says otherwise.
struct FakeNetwork {
    private var lastArrival: [String: Instant] = [:]

    /// The times at which a message arrives; none if it is lost, two if it is doubled.
    mutating func arrivals(on link: String, plan: Plan, at now: Instant, dice: inout Dice) -> [Instant] {
        guard !dice.happens(plan.loss) else { return [] }
        return (0..<(dice.happens(plan.duplication) ? 2 : 1)).map { _ in
            let arrival = now + dice.duration(plan.latency)
            guard !plan.reorders else { return arrival }
            let ordered = max(arrival, lastArrival[link] ?? .origin)
            lastArrival[link] = ordered
            return ordered
        }
    }
}
