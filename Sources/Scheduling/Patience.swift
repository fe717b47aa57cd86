/// How long a pool waits while nobody present can do any job that is left.
public enum Patience: Hashable, Sendable {
    /// Only this host's workers will ever come: what is missing stays missing, and what may pass is given this long.
    case ofOneHost(passing: Duration)
    /// Workers may come from elsewhere, within this time if there is one.
    case forNewcomers(Duration?)

    /// How long to wait for the end of an obstacle; nil for ever.
    func limit(_ obstacle: Obstacle) -> Duration? {
        switch (self, obstacle) {
        case (.forNewcomers(let limit), _): limit
        case (.ofOneHost, .missing): .zero
        case (.ofOneHost(let passing), .passing): passing
        // Its supervisor knows whether someone comes.
        case (.ofOneHost, .nobodyPresent): nil
        }
    }
}

/// Why no job that is left can be done.
enum Obstacle: Hashable {
    case nobodyPresent
    /// What someone lacks will not come by itself.
    case missing
    /// It may pass.
    case passing
}
