import Testing

/// Every test that runs the built `lethe` as a user would: as processes, one test after another.
@Suite("lethe as processes", .serialized, .timeLimit(.minutes(5)))
enum EndToEnd {}
