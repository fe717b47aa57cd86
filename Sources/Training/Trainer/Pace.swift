/// Where a training shows that it is alive and learns that it is no longer wanted.
struct Pace {
    private static let steps = 64
    private let isWanted: () -> Bool

    /// - Parameter isWanted: called every few steps.
    init(_ isWanted: @escaping () -> Bool) {
        self.isWanted = isWanted
    }

    /// Called after every step with the steps taken so far.
    func keep(_ stepsTaken: Int) throws(CancellationError) {
        if stepsTaken % Pace.steps == 0 && !isWanted() { throw CancellationError() }
    }
}
