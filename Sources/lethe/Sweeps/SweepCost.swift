internal import Experiments
internal import Training

/// What a sweep will cost on this machine: operations by formula, seconds by measuring a small part of its jobs.
struct SweepCost {
    /// Of all jobs, each run alone.
    private(set) var operations = 0.0
    /// The part of them that is left where jobs that begin alike share that work.
    private(set) var shareLeft = 1.0
    private(set) var bytesPerWorker = 0
    private(set) var seconds = 0.0
    private(set) var longestJobSeconds = 0.0

    /// Kinds of job whose speed is measured; kinds between take the speed of the nearest in cost.
    private static let trials = 6

    /// Jobs whose sharing is counted; those of a larger sweep are taken to share as the first ones do.
    private static let countedJobs = 2000

    /// - Parameter isShared: whether jobs that begin alike share that work.
    init(of loaded: LoadedSweep, isShared: Bool) throws {
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
        if isShared { shareLeft = Self.shareLeft(of: sweep, in: order) }
        seconds *= shareLeft
    }

    /// What is left of the operations if all jobs of one beginning are run together.
    private static func shareLeft(of sweep: Sweep, in order: DispatchOrder) -> Double {
        var (alone, together) = (0.0, 0.0)
        var group: [Experiment] = []
        func count() {
            guard let dataset = group.first.map({ sweep.dataset(of: $0) }) else { return }
            alone += group.reduce(0) { $0 + Double(OperationCount($1, on: dataset).total) }
            together += Double(Bundle.operations(of: group, on: dataset))
        }
        var beginning: UInt64?
        for rank in 0..<min(order.count, countedJobs) {
            let experiment = sweep.grid.experiment(ofCell: order.cell(atRank: rank))
            let next = (try? experiment.affinity)?.first
            if next != beginning || next == nil {
                count()
                group = []
            }
            beginning = next
            group.append(experiment)
        }
        count()
        return alone > 0 ? together / alone : 1
    }
}
