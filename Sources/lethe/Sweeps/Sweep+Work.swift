internal import Experiments
internal import Training

// The work of a sweep by formula.
extension Sweep {
    /// Floating-point operations of an experiment of the grid, run alone.
    func operations(of experiment: Experiment) -> Int {
        OperationCount(experiment, on: dataset(of: experiment)).total
    }

    /// The order in which its jobs are handed out.
    var dispatchOrder: DispatchOrder { DispatchOrder(grid, operations: operations(of:)) }

    /// Memory that one worker needs for the largest job, by formula.
    func bytesPerWorker(in order: DispatchOrder) -> Int {
        order.costClasses.reduce(0) { most, cost in
            let experiment = grid.experiment(ofCell: cost.firstCell)
            return max(most, MemoryEstimate(experiment, on: dataset(of: experiment)).total)
        }
    }

    /// Jobs whose sharing is counted; those of a larger sweep are taken to share as the first ones do.
    private static let countedJobs = 2000

    /// What is left of the operations where all jobs that begin alike are run together.
    func shareLeft(in order: DispatchOrder) -> Double {
        let experiments = (0..<min(order.count, Self.countedJobs)).map {
            grid.experiment(ofCell: order.cell(atRank: $0))
        }
        let alone = experiments.reduce(0.0) { $0 + Double(operations(of: $1)) }
        let together = Dictionary(grouping: experiments, by: \.stream.dataset).values.reduce(0.0) {
            $0 + Double(Bundle.operations(of: $1, on: dataset(of: $1[0])))
        }
        return alone > 0 ? together / alone : 1
    }
}
