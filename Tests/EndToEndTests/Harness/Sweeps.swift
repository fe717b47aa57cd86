/// The sweeps that tests run, and what comes of them when nothing disturbs them.
enum Sweeps {
    /// Twenty-four jobs of a few milliseconds.
    static let quick = quick(learningRates: "[0.03, 0.1]")

    /// Twenty-four jobs that take long enough for signals to hit them.
    static let slow = """
        name: slow
        stream: {dataset: digits, tasks: permuted, count: 3, test_samples: 64}
        training: {batch_size: 8, epochs: 15}
        grid:
          learning_rate: [0.01, 0.03, 0.1, 0.2]
          hidden: [[16], [32]]
          ordering: {sample: 3}
        """

    /// Jobs that go on until a test has seen enough.
    static let endless = slow.replacing("epochs: 15", with: "epochs: 200")

    /// Twelve quick jobs for each learning rate.
    static func quick(learningRates: String) -> String {
        """
        name: quick
        stream: {dataset: digits, tasks: permuted, count: 3, train_samples: 96, test_samples: 64}
        training: {batch_size: 16, epochs: 2}
        grid:
          learning_rate: \(learningRates)
          hidden: [[8], [16]]
          ordering: all
        """
    }

    /// The tables of the quick sweep, by one worker.
    static let quickTables = Task { try await tables(of: quick, workers: 1) }
    /// The tables of the slow sweep.
    static let slowTables = Task { try await tables(of: slow, workers: 2) }

    static func tables(of sweep: String, workers: Int = 2) async throws -> Tables {
        let sandbox = try Sandbox(sweep)
        let ending = try await sandbox.lethe("run", "sweep.yaml", "--out", "run", "--workers", "\(workers)")
        guard ending.code == 0 else { throw NeverHappened(what: "an undisturbed run succeeds: \(ending)") }
        return try sandbox.tables()
    }
}
