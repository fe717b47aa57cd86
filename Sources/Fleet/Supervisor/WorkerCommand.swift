/// How a worker process is started.
public struct WorkerCommand: Hashable, Sendable {
    /// The path of the program.
    public var executable: String
    /// Its arguments, without the program's own name.
    public var arguments: [String]
    /// All of its environment.
    public var environment: [String: String]

    /// A program with its arguments and environment.
    public init(executable: String, arguments: [String], environment: [String: String]) {
        self.executable = executable
        self.arguments = arguments
        self.environment = environment
    }
}
