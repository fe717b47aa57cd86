internal import Foundation

/// The machine this process runs on.
enum Machine {
    /// The cores this process may use.
    static var coreCount: Int { ProcessInfo.processInfo.activeProcessorCount }

    /// The path of this program.
    static var ownExecutable: String {
        (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
    }
}
