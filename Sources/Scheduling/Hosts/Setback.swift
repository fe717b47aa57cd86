/// What a host gets no jobs for, until one that is tried again ends well.
struct Setback {
    /// Which jobs it is about.
    enum Cause: Hashable {
        /// Those that need a key.
        case lacks(key: String)
        /// Those that need so much memory or more.
        case lacksMemory(bytes: Int)
        /// Every job: several died or failed there, and none ended.
        case endsNothing
    }

    enum State: Hashable {
        case waiting(until: Instant)
        /// The next job that it is about is given to the host, to see whether it passed.
        case due
        case trying(JobRank)
    }

    var cause: Cause
    var prospect: Lack.Prospect
    /// What the last failure said.
    var reason: String
    var state: State
    /// The wait that led, or will lead, to the next trial.
    var wait: Duration

    /// Whether it is about jobs with these needs.
    func concerns(_ needs: Needs) -> Bool {
        switch cause {
        case .lacks(let key): needs.keys.contains(key)
        case .lacksMemory(let bytes): needs.memoryBytes >= bytes
        case .endsNothing: true
        }
    }

    /// The jobs it is about, in words.
    var words: String {
        switch cause {
        case .lacks(let key): "jobs that need \(key)"
        case .lacksMemory(let bytes): "jobs that need \((bytes + (1 << 20) - 1) >> 20) MiB of memory or more"
        case .endsNothing: "every job, since several died or failed there and none ended"
        }
    }

    /// Takes note of another failure. One that was under way before the wait began says nothing new.
    mutating func renew(_ prospect: Lack.Prospect, _ reason: String, longest: Duration, at now: Instant) {
        if case .waiting = state { return }
        self.prospect = prospect
        self.reason = reason
        wait = min(wait * 2, longest)
        state = .waiting(until: now + wait)
    }

    /// Lets it be about jobs that need less memory, too.
    mutating func extend(toMemory bytes: Int) {
        if case .lacksMemory(let known) = cause { cause = .lacksMemory(bytes: min(known, bytes)) }
    }
}
