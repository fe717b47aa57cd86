public import Experiments
internal import Hashing
internal import Ledger
internal import Statistics

/// A sweep with what its jobs measured so far, in the form that findings and figures ask for.
///
/// Of each job only a few numbers are kept; matrices are kept as means, and whole for the few jobs that are drawn. So a
/// study of a hundred thousand jobs stays small.
public struct Study: Sendable {
    /// The grid and its data sets.
    public let sweep: Sweep
    /// Where the numbers come from.
    public let provenance: Provenance
    /// What may be written for strategies, with the defaults.
    let strategySchemas: [VariantSchema]

    /// A job whose whole matrix is kept.
    struct Example: Sendable {
        var cell: Int
        var outcome: Outcome
    }

    /// A job whose loss stopped being finite.
    struct Divergence: Sendable {
        var cell: Int
        var at: Outcome.Divergence
    }

    /// A job that was given up.
    struct FailedJob: Sendable {
        var cell: Int
        var failure: Failure?
    }

    /// A setting whose jobs are drawn: its name in words, and the moments of its matrices.
    struct Sample: Sendable {
        var name: String
        var setting: Setting
        var accuracy: MatrixMoments
    }

    /// Where each cell stands.
    var statuses: [JobStatus]
    /// Which cells have a complete outcome that shows no task learned.
    var learnedNothing: [Bool]
    /// By measure a number for every cell; NaN where it has none.
    var columns: [Measure: [Double]] = [:]
    /// The moments of every metric over all done jobs.
    var metrics: [Metric: Moments] = [:]
    /// R and L of all done jobs.
    var accuracy: MatrixMoments
    var loss: MatrixMoments
    /// R by axis and level, for axes of few levels.
    var accuracyByLevel: [[MatrixMoments]]
    /// The done jobs with the highest and the lowest accuracy, on what settings are chosen by.
    var best: Example?
    var worst: Example?
    var samples: [Sample] = []
    /// The first of them in grid order, at most `listedJobs`.
    var divergences: [Divergence] = []
    var failures: [FailedJob] = []
    var costs = CostSummary()

    /// How many diverged or failed jobs are listed one by one.
    static let listedJobs = 200
    /// So many conditions have a panel of their own.
    static let drawnConditions = 6
    /// Axes of more levels have no retention curve of their own.
    static let levelsWithCurves = 16

    /// The memory of a study of so many jobs, about: a number of each measure and a few marks, and as much again while
    /// they are ranked.
    public static func bytes(ofJobs count: Int) -> Int {
        let (bytes, overflow) = count.multipliedReportingOverflow(by: 2 * (Measure.allCases.count * 8 + 2))
        return overflow ? .max : bytes
    }

    /// Reads what became of every job of a sweep's grid.
    ///
    /// - Parameters:
    ///   - strategySchemas: the strategies with their defaults, which figures mark.
    ///   - onRead: told of how many more cells were read.
    public init(
        _ sweep: Sweep,
        provenance: Provenance,
        strategySchemas: [VariantSchema] = [],
        reading source: some StudySource,
        onRead: (Int) -> Void = { _ in }
    ) throws(LetheError) {
        var study = Study(emptyFor: sweep, provenance, strategySchemas)
        try study.readAll(from: source, onRead)
        try study.readSamples(from: source)
        self = study
    }

    private init(emptyFor sweep: Sweep, _ provenance: Provenance, _ strategySchemas: [VariantSchema]) {
        self.sweep = sweep
        self.strategySchemas = strategySchemas
        self.provenance = provenance
        let count = sweep.grid.base.stream.count
        statuses = Array(repeating: .open, count: sweep.grid.count)
        learnedNothing = Array(repeating: false, count: sweep.grid.count)
        for measure in Measure.allCases {
            columns[measure] = Array(repeating: .nan, count: sweep.grid.count)
        }
        accuracy = MatrixMoments(taskCount: count)
        loss = MatrixMoments(taskCount: count)
        accuracyByLevel = sweep.grid.axes.map { axis in
            let levels = axis.count <= Study.levelsWithCurves ? axis.count : 0
            return Array(repeating: MatrixMoments(taskCount: count), count: levels)
        }
    }
}

extension Study {
    var grid: Grid { sweep.grid }

    /// T.
    var taskCount: Int { grid.base.stream.count }

    /// A measure of every cell; NaN where it has none.
    func column(_ measure: Measure) -> [Double] {
        columns[measure] ?? []
    }

    /// How many jobs stand where.
    func count(_ status: JobStatus) -> Int {
        statuses.count { $0 == status }
    }

    /// The values of a measure over all jobs that have one.
    func quantiles(_ measure: Measure) -> Quantiles? {
        Quantiles(column(measure))
    }

    /// The data sets in use, by name.
    var datasets: [DatasetSummary] {
        sweep.datasets.values.sorted { ($0.name, $0.digest.hex) < ($1.name, $1.digest.hex) }
    }
}
