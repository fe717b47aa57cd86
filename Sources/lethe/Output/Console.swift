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
    ///
    /// - Throws: `output.unwritable`: whoever asked for the data must not take half of it for the whole.
    func write(_ text: String) throws(LetheError) {
        guard let number = StandardStreams.write(text + "\n", to: STDOUT_FILENO) else { return }
        throw LetheError(
            "output.unwritable",
            "cannot write to standard output: \(unsafe String(cString: strerror(number)))",
            hint: "make room, or send the output elsewhere, and give the same command again",
            blame: .system
        )
    }

    /// Writes words for people, with a line end.
    func say(_ text: String) {
        draw(text + "\n")
    }

    /// Draws a line of a terminal over the last one, as far as there is room for it.
    func redraw(_ line: String) {
        draw("\r" + Self.wrapOff + TerminalLine(line).fitting(columns: columns) + Self.clear + Self.wrapOn)
    }

    /// Leaves an empty line where one was drawn.
    func undraw() {
        draw("\r" + Self.clear)
    }

    /// The columns of a line, asked for each time, since a terminal may be resized at any time. The last one stays
    /// empty: there a cursor might go on to the next line.
    var columns: Int {
        var size = winsize()
        guard unsafe ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
            return Self.usualColumns - 1
        }
        return Int(size.ws_col) - 1
    }

    private static let usualColumns = 80
    /// Erases to the end of the line.
    private static let clear = "\u{1B}[K"
    // Should a character take two columns, or the terminal have become narrower just now, the line is cut.
    private static let wrapOff = "\u{1B}[?7l"
    private static let wrapOn = "\u{1B}[?7h"

    /// Writes words for people as they are.
    ///
    /// Where they cannot be written there is no place left to say so, and no reason to stop the work they tell of.
    func draw(_ text: String) {
        _ = StandardStreams.write(text, to: STDERR_FILENO)
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
}
