internal import CKernels

/// The instruction sets the kernels are written for; all give the same bits.
public enum InstructionSet: String, CaseIterable, Sendable {
    case avx512, avx2, neon, portable

    /// Whether this processor has it.
    public var isSupported: Bool { unsafe table != nil }

    /// The fastest that this processor has.
    public static var best: InstructionSet { allCases.first { $0.isSupported } ?? .portable }

    /// All that this processor has, fastest first.
    public static var supported: [InstructionSet] { allCases.filter(\.isSupported) }

    /// The instruction set that the value of `LETHE_ISA` asks for; the best where it is unset or empty.
    public static func requested(by value: String?) throws(InstructionSetError) -> InstructionSet {
        guard let value, !value.isEmpty else { return best }
        guard let set = InstructionSet(rawValue: value) else { throw .unknown(value) }
        guard set.isSupported else { throw .unsupported(set) }
        return set
    }

    var table: UnsafePointer<lethe_kernels>? {
        switch self {
        case .avx512: unsafe lethe_kernels_avx512()
        case .avx2: unsafe lethe_kernels_avx2()
        case .neon: unsafe lethe_kernels_neon()
        case .portable: unsafe lethe_kernels_portable()
        }
    }
}

/// Why `LETHE_ISA` cannot be followed.
public enum InstructionSetError: Error, Equatable, Sendable, CustomStringConvertible {
    case unknown(String)
    case unsupported(InstructionSet)

    /// A stable name for scripts.
    public var code: String {
        switch self {
        case .unknown: "kernels.unknown-instruction-set"
        case .unsupported: "kernels.unsupported-instruction-set"
        }
    }

    /// What is wrong, in a sentence.
    public var description: String {
        switch self {
        case .unknown(let value): "LETHE_ISA names no instruction set: \(value)"
        case .unsupported(let set): "LETHE_ISA asks for \(set.rawValue), which this processor lacks"
        }
    }

    /// What to do about it.
    public var hint: String {
        let names = InstructionSet.supported.map(\.rawValue).joined(separator: ", ")
        return "leave LETHE_ISA unset, or set it to one that this processor has: \(names)"
    }
}
