internal import DataSets
internal import Experiments
internal import Foundation
internal import Hashing
internal import Ledger
internal import SweepFiles
internal import Training

/// A sweep file that was read, with the data it names in memory.
struct LoadedSweep {
    let file: SweepFile
    let reading: SweepFile.Reading
    /// By digest.
    let datasets: [Digest: Dataset]
    /// How each data set was read.
    let readings: [DataReading]

    var sweep: Sweep { reading.sweep }

    /// Reads a sweep file and loads its data; warnings are told.
    init(path: String, console: Console) throws {
        file = try SweepFile(path: path)
        var loaded: [DataSource: DataReading] = [:]
        reading = try file.read(
            strategies: Strategies.schemas,
            optimizers: Optimizers.schemas,
            resolve: { source in
                if let known = loaded[source] { return known.dataset.summary }
                let reading = try source.read()
                loaded[source] = reading
                // At once, since what is odd about the data may be why the sweep is refused.
                for warning in reading.warnings { console.warn(warning.description) }
                return reading.dataset.summary
            },
            check: { ExperimentRules.errors(in: $0, on: $1) }
        )
        datasets = Dictionary(
            loaded.values.map { ($0.dataset.summary.digest, $0.dataset) },
            uniquingKeysWith: { first, _ in first }
        )
        readings = loaded.sorted { $0.key.name < $1.key.name }.map(\.value)
        for warning in reading.warnings { console.warn(warning.description) }
        for reading in readings {
            let scales = sweep.grid.scales(ofDataset: reading.dataset.summary.digest)
            let warnings = scales.flatMap { ScaleChecks(reading: reading, scale: $0).warnings }
            for warning in warnings { console.warn(warning.description) }
        }
    }

    /// The dataset of an experiment of the sweep.
    func dataset(of experiment: Experiment) -> Dataset {
        guard let dataset = datasets[experiment.stream.dataset] else {
            preconditionFailure("a sweep names every data set of its grid")
        }
        return dataset
    }

    /// What the ledger keeps of it.
    func record(at now: Date) -> SweepRecord {
        SweepRecord(
            name: sweep.name,
            file: file.name,
            path: URL(filePath: file.name).standardizedFileURL.path,
            text: file.text,
            grid: sweep.grid.digest,
            jobCount: sweep.grid.count,
            version: Version.current,
            sources: reading.sources.sorted { $0.key.name < $1.key.name }.map { source, summary in
                .init(source: source.name, summary: summary)
            },
            created: now
        )
    }
}

extension LoadedSweep {
    /// Stops where an earlier version began this very sweep, with other defaults for what the file leaves open.
    func refuseOtherDefaults(than current: SweepRecord) throws {
        guard current.grid != sweep.grid.digest else { return }
        var earlier = record(at: current.created)
        earlier.grid = current.grid
        let grid = try earlier.sweep().grid
        guard grid.digest == current.grid else { return }
        let isDrawnOtherwise = grid.base.stream.draw != sweep.grid.base.stream.draw
        let isScaledOtherwise = sweep.datasets.keys.contains {
            grid.scales(ofDataset: $0) != sweep.grid.scales(ofDataset: $0)
        }
        let meant = [
            isDrawnOtherwise ? ("took the first examples of a file where `draw` is not written", "`draw: first`") : nil,
            isScaledOtherwise ? ("had one divisor for all columns where `scale` is not written", "`scale: unit`") : nil,
        ].compactMap { $0 }
        throw LetheError(
            "sweep.other-defaults",
            "this run was begun by a version that " + meant.map(\.0).joined(separator: " and "),
            hint:
                "write \(meant.map(\.1).joined(separator: " and ")) in `stream` to go on with it, or choose another "
                + "run directory with --out"
        )
    }
}

extension SweepRecord {
    /// The sweep, made again from the ledger alone.
    func sweep() throws -> Sweep {
        let sweep = try sweep(defaults: .current)
        // What a file leaves open meant something else when the first versions read it.
        return sweep.grid.digest == grid ? sweep : try self.sweep(defaults: .canonical)
    }

    private func sweep(defaults: SweepFile.Defaults) throws -> Sweep {
        let summaries = Dictionary(sources.map { ($0.source, $0.summary) }, uniquingKeysWith: { first, _ in first })
        let reading = try SweepFile(text: text, name: file).read(
            strategies: Strategies.schemas,
            optimizers: Optimizers.schemas,
            resolve: { source in
                guard let summary = summaries[source.name] else {
                    throw LetheError(
                        "ledger.unknown-source",
                        "the ledger does not know the data set `\(source.name)` of its sweep",
                        blame: .system
                    )
                }
                return summary
            },
            defaults: defaults
        )
        return reading.sweep
    }
}
