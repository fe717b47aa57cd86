internal import CKernels

/// The kernels of one instruction set: every operation on matrices and vectors is a method of it.
///
/// Whatever the instruction set, the results are the same to the bit (docs/numerics.md). Sizes are checked here, once
/// per call; a mismatch is a programming error and traps.
@safe
public struct Backend: Sendable, Hashable {
    /// The instruction set in use.
    public let instructionSet: InstructionSet

    // A pointer to a constant of the C module: never written, never freed.
    nonisolated(unsafe) let kernels: UnsafePointer<lethe_kernels>

    /// The kernels of an instruction set that this processor has.
    public init(_ instructionSet: InstructionSet) throws(InstructionSetError) {
        guard let table = unsafe instructionSet.table else { throw .unsupported(instructionSet) }
        self.instructionSet = instructionSet
        unsafe kernels = table
    }

    /// The kernels that the value of `LETHE_ISA` asks for; the fastest where it is unset or empty.
    public init(requestedBy value: String?) throws(InstructionSetError) {
        try self.init(InstructionSet.requested(by: value))
    }

    /// The fastest kernels of this processor.
    public static let best: Backend = {
        guard let backend = try? Backend(.best) else { preconditionFailure("portable kernels are always there") }
        return backend
    }()

    /// All kernels of this processor, fastest first.
    public static let all: [Backend] = InstructionSet.supported.compactMap { try? Backend($0) }

    /// Whether both use the same instruction set.
    public static func == (left: Backend, right: Backend) -> Bool { left.instructionSet == right.instructionSet }

    /// The instruction set, which is all that tells backends apart.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(instructionSet)
    }
}
