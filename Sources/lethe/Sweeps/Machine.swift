internal import Experiments
internal import Foundation
internal import Training

/// The machine this process runs on.
enum Machine {
    /// The cores this process may use.
    static var coreCount: Int { ProcessInfo.processInfo.activeProcessorCount }

    /// The path of this program.
    static var ownExecutable: String {
        (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
    }

    /// Refuses an experiment that needs more memory than the machine has: to try would end in a killed process.
    static func checkMemory(for experiment: Experiment, on dataset: DatasetSummary) throws(LetheError) {
        let need = MemoryEstimate(experiment, on: dataset).total
        let memory = ProcessInfo.processInfo.physicalMemory
        guard need > memory else { return }
        throw LetheError(
            "machine.memory",
            "a job needs \(Quantity.bytes(Double(need))) of memory by formula, and this machine has "
                + Quantity.bytes(Double(memory)),
            hint: "make `hidden` narrower, or the memory of its strategy smaller"
        )
    }
}
