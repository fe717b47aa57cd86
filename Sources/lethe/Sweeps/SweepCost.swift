internal import Experiments
internal import Training

/// What a sweep will cost on this machine: operations by formula, seconds by measuring a small part of its jobs.
struct SweepCost {
    private(set) var operations = 0.0
    private(set) var bytesPerWorker = 0
    private(set) var seconds = 0.0
    private(set) var longestJobSeconds = 0.0

    /// Kinds of job whose speed is measured; kinds between take the speed of the nearest in cost.
    private static let trials = 6

    init(of loaded: LoadedSweep) throws {
        let sweep = loaded.sweep
        let order = DispatchOrder(sweep.grid) { OperationCount($0, on: sweep.dataset(of: $0)).total }
        let classes = order.costClasses
        let trial = SpeedTrial(loaded: loaded, backend: try .chosen())
        let stride = max(1, (classes.count + Self.trials - 1) / Self.trials)
        var secondsPerOperation = 0.0
        for (index, cost) in classes.enumerated() {
            let experiment = sweep.grid.experiment(ofCell: cost.firstCell)
            if index % stride == 0 { secondsPerOperation = try trial.secondsPerOperation(of: experiment) }
            let jobSeconds = Double(cost.operations) * secondsPerOperation
            operations += Double(cost.operations) * Double(cost.cellCount)
            seconds += jobSeconds * Double(cost.cellCount)
            longestJobSeconds = max(longestJobSeconds, jobSeconds)
            bytesPerWorker = max(
                bytesPerWorker,
                MemoryEstimate(experiment, on: sweep.dataset(of: experiment)).total
            )
        }
    }
}
