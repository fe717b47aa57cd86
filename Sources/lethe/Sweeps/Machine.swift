internal import Experiments
internal import Foundation
internal import Limits
internal import Training

/// The machine this process runs on, as far as the process may use it.
enum Machine {
    private static var allowance: Allowance { .ofThisProcess }

    /// Cores' worth of time that this process may use.
    static var cores: Double { allowance.cores }

    /// The worker processes that keep those cores busy.
    static var coreCount: Int { allowance.processes }

    /// Bytes of memory that this process may use.
    static var memory: Int { allowance.memory }

    /// Memory of a process of this program beside what jobs need by formula.
    private static let bytesPerProcess = 32 << 20

    /// As many worker processes as there are cores, as far as memory holds them beside their coordinator.
    ///
    /// - Parameter bytes: the memory that each of them needs, by formula.
    static func workers(ofBytes bytes: Int) -> (count: Int, isShortOfMemory: Bool) {
        let room = allowance.memory - bytesPerProcess
        // A formula may have come to more than a number can hold.
        let need = min(bytes, Int.max - bytesPerProcess) + bytesPerProcess
        let fitting = max(1, room / need)
        return (min(fitting, coreCount), fitting < coreCount)
    }

    /// The path of this program.
    static var ownExecutable: String {
        (try? FileManager.default.destinationOfSymbolicLink(atPath: imageLink)) ?? CommandLine.arguments[0]
    }

    /// What leads a child of this process to the program that runs here, whatever lies at its path by now (proc(5)).
    static var ownImage: String? {
        FileManager.default.isExecutableFile(atPath: imageLink) ? imageLink : nil
    }

    /// Gives this process the program's name in lists of processes, where a worker would go by that of the link.
    static func nameProcess() {
        try? Data("lethe".utf8).write(to: URL(filePath: "/proc/self/comm"))
    }

    private static let imageLink = "/proc/self/exe"

    /// Refuses an experiment that needs more memory than this process may use: to try would end in a killed process.
    static func checkMemory(for experiment: Experiment, on dataset: DatasetSummary) throws(LetheError) {
        let need = MemoryEstimate(experiment, on: dataset).total
        guard need > allowance.memory else { return }
        throw LetheError(
            "machine.memory",
            "a job needs \(Quantity.bytes(Double(need))) of memory by formula, and \(memoryInWords)",
            hint: "make `hidden` narrower, or the memory of its strategy smaller"
        )
    }

    /// The memory that there is, and what sets the bound.
    static var memoryInWords: String {
        let bytes = Quantity.bytes(Double(allowance.memory))
        return switch allowance.memoryBound {
        case .machine: "this machine has \(bytes)"
        case .controlGroup: "the control group of this process may use \(bytes)"
        case .process: "this process may use \(bytes) (`ulimit -v`, `ulimit -d`)"
        }
    }
}
