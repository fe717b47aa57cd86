internal import Experiments
internal import Foundation
internal import Kernels

extension Backend {
    /// The kernels that `LETHE_ISA` asks for, else the best of this machine.
    static func chosen() throws(LetheError) -> Backend {
        do {
            return try Backend(requestedBy: ProcessInfo.processInfo.environment["LETHE_ISA"])
        } catch {
            throw LetheError(error.code, error.description, hint: error.hint)
        }
    }
}
