internal import ArgumentParser
internal import Experiments
internal import Foundation

/// Measures what a neural network forgets while it keeps learning.
@main
struct Lethe: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lethe",
        abstract: "Measure what a neural network forgets while it keeps learning, and what preventing it costs.",
        version: Version.current,
        subcommands: [
            RunCommand.self, ServeCommand.self, WorkCommand.self, DescribeCommand.self, StatusCommand.self,
            ReportCommand.self, TrainCommand.self, BenchCommand.self,
        ]
    )

    static func main() {
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch let errors as LetheErrors {
            let console = Console()
            errors.errors.forEach(console.tell)
            exit(withCode: errors.errors.contains { $0.blame == .system } ? 2 : 1)
        } catch let error as LetheError {
            Console().tell(error)
            exit(withCode: error.blame == .system ? 2 : 1)
        } catch {
            // Argument errors, help and the exit codes that commands throw.
            exit(withError: error)
        }
    }

    private static func exit(withCode code: Int32) -> Never {
        Foundation.exit(code)
    }
}
