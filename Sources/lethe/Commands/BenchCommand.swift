internal import ArgumentParser
internal import Benchmarks
internal import Experiments
internal import Foundation
internal import Kernels

/// `lethe bench`: how fast this machine is at what Lethe does.
struct BenchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench",
        abstract: "Measure the speed of the kernels on this machine.",
        subcommands: [KernelsCommand.self]
    )

    /// `lethe bench kernels`
    struct KernelsCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "kernels",
            abstract: "Time the parts of training on one core, as shares of its peak with data in registers.",
            discussion: "All instruction sets of the processor are timed, or the one that LETHE_ISA names."
        )

        @Flag(help: "Print JSON.")
        var json = false

        func run() throws {
            let console = Console()
            let backend = try Backend.chosen()
            let isForced = ProcessInfo.processInfo.environment["LETHE_ISA"].map { !$0.isEmpty } ?? false
            let report = KernelBenchmark().run(on: isForced ? [backend] : Backend.all) { place in
                if console.isTerminal { console.redraw(place) }
            }
            if console.isTerminal { console.undraw() }
            try console.write(json ? JSONText.of(report) : report.text)
        }
    }
}
