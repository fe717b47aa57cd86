internal import Experiments
internal import Foundation

/// The two streams of a command: data on standard output, everything else on standard error.
struct Console {
    /// Whether standard error is a terminal, where a progress bar can move.
    let isTerminal: Bool
    /// Whether words for people may be coloured.
    let isColored: Bool

    init(environment: [String: String] = ProcessInfo.processInfo.environment) {
        isTerminal = isatty(STDERR_FILENO) == 1 && environment["TERM"] != "dumb"
        let forbidden = environment["NO_COLOR"].map { !$0.isEmpty } ?? false
        let forced = environment["FORCE_COLOR"].map { !$0.isEmpty } ?? false
        isColored = !forbidden && (forced || isTerminal)
    }

    /// Writes data, with a line end.
    func write(_ text: String) {
        Self.put(text + "\n", to: .standardOutput)
    }

    /// Writes words for people, with a line end.
    func say(_ text: String) {
        Self.put(text + "\n", to: .standardError)
    }

    /// Writes words for people as they are, for a line that will be drawn over.
    func draw(_ text: String) {
        Self.put(text, to: .standardError)
    }

    func warn(_ text: String) {
        say("\(paint("warning:", .yellow)) \(text)")
    }

    /// Tells an error and, after a blank line, what to do about it.
    func tell(_ error: LetheError) {
        let place = error.location.map { "\($0): " } ?? ""
        say("\(place)\(paint("error:", .red)) \(error.message) [\(error.code)]")
        if let hint = error.hint { say("\n\(paint("hint:", .cyan)) \(hint)") }
    }

    /// The colours of a terminal, by their ANSI numbers.
    enum Color: Int {
        case red = 31
        case green = 32
        case yellow = 33
        case cyan = 36
        case dim = 2
    }

    func paint(_ text: String, _ color: Color) -> String {
        isColored ? "\u{1B}[\(color.rawValue)m\(text)\u{1B}[0m" : text
    }

    /// A closed pipe at the other end is no error of ours, so a write that fails is let go.
    private static func put(_ text: String, to handle: FileHandle) {
        try? handle.write(contentsOf: Data(text.utf8))
    }
}
