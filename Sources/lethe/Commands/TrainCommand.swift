internal import ArgumentParser
internal import Experiments
internal import Foundation
internal import Training

/// `lethe train`: one job in this process.
struct TrainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "train",
        abstract: "Run one job of a sweep in this process and print its matrices."
    )

    @Argument(help: "The sweep file.")
    var sweep: String

    @Option(help: "The job's number in the grid, from 0.")
    var job: Int

    @Flag(help: "Print JSON.")
    var json = false

    func run() throws {
        let console = Console()
        let loaded = try LoadedSweep(path: sweep, console: console)
        guard (0..<loaded.sweep.grid.count).contains(job) else {
            throw LetheError(
                "train.no-such-job",
                "the sweep `\(loaded.sweep.name)` has no job \(job): it has \(loaded.sweep.grid.count), counted from 0"
            )
        }
        let experiment = loaded.sweep.grid.experiment(ofCell: job)
        try Machine.checkMemory(for: experiment, on: loaded.sweep.dataset(of: experiment))
        let stream = try TaskStream(experiment.stream, from: loaded.dataset(of: experiment))
        let trainer = try SequentialTrainer(stream: stream, backend: .chosen())
        let clock = ContinuousClock()
        let begin = clock.now
        let outcome = try trainer.outcome(of: experiment)
        let trained = TrainedJob(
            job: job,
            id: JobID(experiment),
            experiment,
            outcome,
            seconds: (clock.now - begin) / .seconds(1)
        )
        try console.write(json ? JSONText.of(trained) : trained.text(columns: loaded.sweep.grid.columns))
    }
}
