/// How a worker process is started.
public struct WorkerCommand: Hashable, Sendable {
    /// The path of the program, as errors and lists of processes name it.
    public var executable: String
    /// The file that is executed, if not the one at that path: another program may have come there meanwhile.
    public var image: String?
    /// Its arguments, without the program's own name.
    public var arguments: [String]
    /// All of its environment.
    public var environment: [String: String]

    /// A program with its arguments and environment.
    public init(
        executable: String,
        image: String? = nil,
        arguments: [String],
        environment: [String: String]
    ) {
        self.executable = executable
        self.image = image
        self.arguments = arguments
        self.environment = environment
    }
}
