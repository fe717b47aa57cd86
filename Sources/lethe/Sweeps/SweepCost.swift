internal import Experiments
internal import Training

/// What a sweep will cost on this machine: operations by formula, seconds by measuring a small part of its jobs.
struct SweepCost {
    /// Of all jobs, each run alone.
    let operations: Double
    /// Whether the operations are those of an even sample of a vast grid, scaled up.
    let isSampled: Bool
    /// The part of them that is left where jobs that begin alike share that work.
    let shareLeft: Double
    /// Of the largest job, by formula.
    let bytesPerWorker: Int
    private(set) var seconds = 0.0
    private(set) var longestJobSeconds = 0.0

    /// Kinds of job whose speed is measured; kinds between take the speed of the nearest in cost.
    private static let trials = 6

    /// - Parameter isShared: whether jobs that begin alike share that work.
    init(of loaded: LoadedSweep, isShared: Bool) throws {
        let sweep = loaded.sweep
        let order = sweep.dispatchOrder
        let classes = order.costClasses
        operations = order.totalOperations
        isSampled = order.isSampled
        shareLeft = isShared ? sweep.shareLeft(in: order) : 1
        bytesPerWorker = sweep.bytesPerWorker(in: order)
        let trial = SpeedTrial(loaded: loaded, backend: try .chosen())
        let stride = max(1, (classes.count + Self.trials - 1) / Self.trials)
        var secondsPerOperation = 0.0
        for (index, cost) in classes.enumerated() {
            let experiment = sweep.grid.experiment(ofCell: cost.firstCell)
            try Machine.checkMemory(for: experiment, on: sweep.dataset(of: experiment))
            if index % stride == 0 { secondsPerOperation = try trial.secondsPerOperation(of: experiment) }
            let jobSeconds = Double(cost.operations) * secondsPerOperation
            seconds += jobSeconds * Double(cost.cellCount)
            longestJobSeconds = max(longestJobSeconds, jobSeconds)
        }
        seconds *= shareLeft
    }
}
