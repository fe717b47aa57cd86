internal import ArgumentParser
internal import Experiments
internal import Foundation
internal import Limits

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

    /// Files that a command has open at once, at the most: data, and a ledger with several readers.
    private static let openFiles = 32

    static func main() {
        StandardStreams.secure()
        OpenFiles.raiseLimit()
        Foundation.exit(exitCode(of: run))
    }

    private static func run() throws {
        try OpenFiles.require(openFiles, for: "lethe")
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch let error where exitCode(for: error).isSuccess {
            // Help, and whatever else was asked for instead of a command.
            try Console().write(fullMessage(for: error))
        }
    }

    /// Runs a body, and tells what went wrong.
    private static func exitCode(of body: () throws -> Void) -> Int32 {
        let console = Console()
        do {
            try body()
            return 0
        } catch let errors as LetheErrors {
            errors.errors.forEach(console.tell)
            return errors.errors.contains { $0.blame == .system } ? 2 : 1
        } catch let error as LetheError {
            console.tell(error)
            return error.blame == .system ? 2 : 1
        } catch {
            // Wrong arguments, and the exit codes that commands throw.
            let words = fullMessage(for: error)
            if !words.isEmpty { console.say(words) }
            return exitCode(for: error).rawValue
        }
    }
}
