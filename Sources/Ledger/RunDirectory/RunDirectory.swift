public import Experiments
internal import FoundationEssentials

/// Where a run keeps its files.
public struct RunDirectory: Hashable, Sendable {
    /// The directory's path as it was given.
    public let path: String

    /// The directory at a path, which need not exist yet.
    public init(_ path: String) {
        self.path = path
    }

    /// Where a sweep runs unless told otherwise: `runs/NAME`.
    public init(ofSweepNamed name: String) {
        self.init("runs/" + name)
    }

    /// The durable record of the sweep.
    public var ledger: String { file("ledger.sqlite") }
    /// The report as one page.
    public var reportPage: String { file("report.html") }
    /// The report's content for programs.
    public var reportData: String { file("report.json") }
    /// A job a row, in grid order.
    public var jobsTable: String { file("jobs.csv") }
    /// The accuracy and loss matrices, a number of each a row.
    public var accuracyTable: String { file("accuracy.csv") }
    /// An attempt a row.
    public var costsTable: String { file("costs.csv") }
    /// The directory of the local workers' logs.
    public var logs: String { file("logs") }
    /// Held by the run's coordinator, and by no other.
    var lockFile: String { file("coordinator.lock") }

    /// Makes the directory unless it is there.
    public func create() throws(LetheError) {
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw LetheError(
                "run.cannot-create",
                "cannot make the run directory '\(path)'",
                hint: "choose another with --out, or make its parent writable",
                blame: .system
            )
        }
    }

    private func file(_ name: String) -> String { path + "/" + name }
}
