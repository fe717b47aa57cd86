/// What one attempt at a job consumed; differs from run to run.
public struct AttemptCost: Hashable, Sendable {
    /// Time from begin to end.
    public var wallSeconds: Double
    /// Processor time, user and system.
    public var cpuSeconds: Double
    /// High-water mark of the worker's resident memory, reset before the job.
    public var peakMemoryBytes: Int
    /// Floating-point operations spent; work shared by several jobs is charged to the first it serves.
    public var operations: Int

    /// The cost of an attempt.
    public init(wallSeconds: Double, cpuSeconds: Double, peakMemoryBytes: Int, operations: Int) {
        self.wallSeconds = wallSeconds
        self.cpuSeconds = cpuSeconds
        self.peakMemoryBytes = peakMemoryBytes
        self.operations = operations
    }
}
