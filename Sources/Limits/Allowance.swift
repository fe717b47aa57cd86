internal import Glibc

/// What this process may use of its machine, which may be less than the machine has.
public struct Allowance: Hashable, Sendable {
    /// Cores' worth of processor time: as many as the process may run on, or fewer where a control group has a quota,
    /// which need not be whole.
    public var cores: Double
    /// Bytes of memory, shared with the other processes of the same control group or machine.
    public var memory: Int
    /// What sets the bound of memory.
    public var memoryBound: MemoryBound

    /// What sets the bound of a process's memory.
    public enum MemoryBound: Hashable, Sendable {
        /// The memory that the machine has.
        case machine
        /// A control group, such as a container's or a batch job's.
        case controlGroup
        /// The process's own limit of address space or data: `ulimit -v` or `ulimit -d`.
        case process
    }

    /// An allowance of known size.
    public init(cores: Double, memory: Int, memoryBound: MemoryBound = .machine) {
        self.cores = cores
        self.memory = memory
        self.memoryBound = memoryBound
    }

    /// The allowance of this process, as it was at the first question.
    public static let ofThisProcess = Allowance(
        affinity: Affinity.coreCount,
        machineMemory: sysconf(Int32(_SC_PHYS_PAGES)) * sysconf(Int32(_SC_PAGESIZE)),
        processMemory: processMemory,
        groups: .ofThisProcess
    )

    init(affinity: Int, machineMemory: Int, processMemory: Int?, groups: ControlGroups) {
        cores = min(Double(affinity), groups.cores ?? .infinity)
        let bounds: [(Int?, MemoryBound)] = [
            (machineMemory, .machine), (groups.memory, .controlGroup), (processMemory, .process),
        ]
        (memory, memoryBound) = (machineMemory, .machine)
        for case (let bytes?, let bound) in bounds where bytes < memory { (memory, memoryBound) = (bytes, bound) }
    }

    /// The number of processes, each of which computes on one core, that use it up: half a core left is worth one more.
    public var processes: Int { max(1, Int(cores.rounded(.up))) }

    /// The limits that a process inherits from its shell, or nil where it has none.
    private static var processMemory: Int? {
        [RLIMIT_AS, RLIMIT_DATA].compactMap { resource in
            var limit = rlimit()
            guard unsafe getrlimit(__rlimit_resource_t(resource.rawValue), &limit) == 0 else { return nil }
            return Int(exactly: limit.rlim_cur)
        }.min()
    }
}
