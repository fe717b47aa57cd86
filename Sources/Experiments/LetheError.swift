/// A mistake or mishap told to a person: what failed, on what, why, and what to do.
public struct LetheError: Error, Hashable, Sendable {
    /// A place in a text file; lines and columns count from 1.
    public struct Location: Hashable, Sendable, CustomStringConvertible {
        /// The file as the person named it.
        public var file: String
        /// From 1.
        public var line: Int
        /// From 1.
        public var column: Int

        /// A place in a file.
        public init(file: String, line: Int, column: Int) {
            self.file = file
            self.line = line
            self.column = column
        }

        /// The place as compilers print it: `file:line:column`.
        public var description: String { "\(file):\(line):\(column)" }
    }

    /// Whose turn it is to act; decides the exit code.
    public enum Blame: Hashable, Sendable {
        /// The input or a job failed: exit code 1.
        case input
        /// Lethe or the system failed: exit code 2.
        case system
    }

    /// A stable, dotted identifier such as `data.truncated`, for scripts and searches.
    public var code: String
    /// What failed, on what, and why: one sentence without a full stop.
    public var message: String
    /// What to do about it.
    public var hint: String?
    /// Where in a file the mistake stands.
    public var location: Location?
    /// Who can do something about it.
    public var blame: Blame

    /// An error that names what failed, on what and why, and what to do.
    public init(
        _ code: String,
        _ message: String,
        hint: String? = nil,
        at location: Location? = nil,
        blame: Blame = .input
    ) {
        self.code = code
        self.message = message
        self.hint = hint
        self.location = location
        self.blame = blame
    }
}

extension LetheError: CustomStringConvertible {
    /// The place, the message and the hint, as plain text.
    public var description: String {
        let place = location.map { "\($0): " } ?? ""
        let advice = hint.map { " (\($0))" } ?? ""
        return "\(place)\(message)\(advice) [\(code)]"
    }
}

/// Every mistake that was found in one input.
public struct LetheErrors: Error, Hashable, Sendable {
    /// The mistakes, in the order in which they stand in the input.
    public var errors: [LetheError]

    /// All mistakes of one input.
    public init(_ errors: [LetheError]) {
        self.errors = errors
    }
}

extension LetheErrors: CustomStringConvertible {
    /// One mistake a line.
    public var description: String { errors.map(\.description).joined(separator: "\n") }
}
