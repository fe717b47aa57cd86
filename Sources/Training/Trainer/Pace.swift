/// Where a training tells how far it has come, and learns that it is no longer wanted.
///
/// It is asked at every unit of work: an optimiser step, or a batch of an evaluation or of a Fisher information.
final class Pace {
    private let isWanted: () -> Bool
    private let tell: (Milestone) -> Void
    /// Units of work done.
    private(set) var work: Int
    /// Operations of the whole job.
    private let total: Int
    private var part = Part(operationsBefore: 0, operations: 0, units: 1)
    private var unitsOfPart = 0

    /// How far a job has come.
    struct Milestone {
        /// Units of work done.
        var work: Int
        /// The share of the job's operations that is done.
        var share: Double
    }

    /// A stretch of work.
    struct Part {
        /// Operations of the job before it, by formula.
        var operationsBefore: Int
        /// Its own.
        var operations: Int
        /// How many units it has, as far as that is known.
        var units: Int
    }

    /// Progress is told once in so many units, since the shortest steps take microseconds.
    private static let unitsToTell = 16

    /// - Parameters:
    ///   - work: units that were done before, so that the count goes on.
    ///   - total: operations of the whole job, by formula.
    ///   - isWanted: asked at every unit, so it must be cheap.
    ///   - tell: told of progress now and then.
    init(
        after work: Int = 0,
        total: Int = 1,
        _ isWanted: @escaping () -> Bool = { true },
        tell: @escaping (Milestone) -> Void = { _ in }
    ) {
        self.work = work
        self.total = total
        self.isWanted = isWanted
        self.tell = tell
    }

    /// The units that follow belong to another part.
    func begin(_ part: Part) {
        self.part = part
        unitsOfPart = 0
    }

    /// A unit of work is done.
    func keep() throws(CancellationError) {
        work += 1
        unitsOfPart += 1
        // A slow step may be the only one in a second, so the first of a part is told too.
        if unitsOfPart % Self.unitsToTell == 1 {
            tell(Milestone(work: work, share: share))
        }
        guard isWanted() else { throw CancellationError() }
    }

    private var share: Double {
        let ofPart = min(Double(unitsOfPart) / Double(max(part.units, 1)), 1)
        let done = Double(part.operationsBefore) + Double(part.operations) * ofPart
        return min(done / Double(max(total, 1)), 1)
    }
}
