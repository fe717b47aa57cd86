public import Experiments

/// A duration that is expected, and how far it may be off.
public struct Estimate: Hashable, Sendable {
    /// Seconds.
    public var mean: Double
    /// One standard deviation.
    public var deviation: Double

    /// An estimate.
    public init(mean: Double, deviation: Double) {
        self.mean = mean
        self.deviation = deviation
    }
}

/// Seconds per operation, learned from the attempts that ended.
///
/// The one place that dispatch, duplicates, the remaining time and planning ask. Small jobs spend more seconds on an
/// operation than large ones, so samples are kept apart by powers of two of the job's operations; machines differ, so
/// each worker has a factor.
public struct CostEstimator: Hashable, Sendable {
    /// By the binary logarithm of a job's operations.
    private var classes: [Int: RunningMoments] = [:]
    /// A worker's seconds over the expected ones.
    private var factors: [WorkerID: RunningMoments] = [:]
    private var spentSeconds = 0.0
    private var spentOperations = 0.0
    private var expectedOperations = 0.0

    /// An estimator that knows nothing yet.
    public init() {}

    /// Seconds for each operation of a job run alone over everything so far, or nil before the first sample.
    public var secondsPerOperation: Double? {
        expectedOperations > 0 ? spentSeconds / expectedOperations : nil
    }

    /// What was spent of the operations that the jobs would have taken alone; less than 1 where they shared work.
    var shareSpent: Double { expectedOperations > 0 ? spentOperations / expectedOperations : 1 }

    /// Learns from an attempt that ended.
    ///
    /// - Parameter expectedOperations: of the job run alone; decides its class.
    public mutating func learn(_ cost: AttemptCost, expectedOperations: Int, worker: WorkerID) {
        guard cost.wallSeconds.isFinite, cost.wallSeconds >= 0, cost.operations > 0 else { return }
        let operations = Double(cost.operations)
        let sample = cost.wallSeconds / operations
        let expected = meanSecondsPerOperation(near: Self.costClass(expectedOperations))
        if let expected, expected > 0 { factors[worker, default: RunningMoments()].add(sample / expected) }
        // What a slow machine needs says less about the job than about the machine.
        classes[Self.costClass(expectedOperations), default: RunningMoments()].add(sample / factor(of: worker))
        spentSeconds += cost.wallSeconds
        spentOperations += operations
        self.expectedOperations += Double(max(expectedOperations, 1))
    }

    /// How long a job of so many operations takes, on a worker or on the average one; nil before the first sample.
    public func estimate(operations: Int, on worker: WorkerID? = nil) -> Estimate? {
        guard let moments = moments(near: Self.costClass(operations)) else { return nil }
        let scale = Double(max(operations, 1)) * (worker.map(factor(of:)) ?? 1)
        return Estimate(mean: moments.mean * scale, deviation: moments.deviation * scale)
    }

    private func factor(of worker: WorkerID) -> Double {
        guard let moments = factors[worker], moments.weight >= 3 else { return 1 }
        return moments.mean
    }

    private func meanSecondsPerOperation(near costClass: Int) -> Double? {
        moments(near: costClass)?.mean
    }

    /// The samples of the nearest class that has any; of two equally near, the larger jobs'.
    private func moments(near costClass: Int) -> RunningMoments? {
        if let exact = classes[costClass] { return exact }
        let nearest = classes.keys.min { one, other in
            (abs(one - costClass), -one) < (abs(other - costClass), -other)
        }
        return nearest.flatMap { classes[$0] }
    }

    private static func costClass(_ operations: Int) -> Int {
        Int.bitWidth - max(operations, 1).leadingZeroBitCount
    }
}
