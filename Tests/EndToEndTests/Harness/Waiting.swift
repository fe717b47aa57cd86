/// Waits until a probe answers; long enough for a machine that is busy with other things.
func eventually<Answer>(
    _ what: String,
    within patience: Duration = .seconds(150),
    _ probe: () async throws -> Answer?
) async throws -> Answer {
    let deadline = ContinuousClock.now + patience
    while true {
        if let answer = try await probe() { return answer }
        guard ContinuousClock.now < deadline else { throw NeverHappened(what: what) }
        try await Task.sleep(for: .milliseconds(5))
    }
}

/// Waits until a condition holds.
func eventually(_ what: String, _ condition: () async throws -> Bool) async throws {
    let _: Void = try await eventually(what) { try await condition() ? () : nil }
}

struct NeverHappened: Error, CustomStringConvertible {
    var what: String

    var description: String { "it never happened that \(what)" }
}
