internal import Foundation

/// Shows how far something has come: a bar that moves on a terminal, a line now and then elsewhere.
struct ProgressLine {
    private let console: Console
    private let isShown: Bool
    private var last: ContinuousClock.Instant?
    private var lastDone = -1

    /// Elsewhere than on a terminal a line is written this often at most.
    private static let lineInterval = Duration.seconds(10)
    /// While nothing ends, as often as this.
    private static let slowLineInterval = Duration.seconds(60)
    private static let widestBar = 24
    /// A narrower one says nothing, and is left out.
    private static let narrowestBar = 6

    init(_ console: Console, isShown: Bool) {
        self.console = console
        self.isShown = isShown
    }

    /// Shows how much is done, and words that say more.
    mutating func show(_ done: Int, of total: Int, _ words: @autoclosure () -> String) {
        guard isShown else { return }
        if console.isTerminal {
            let words = words()
            let room = console.columns - TerminalLine(words).width - 1
            console.redraw(room < Self.narrowestBar ? words : "\(bar(done, of: total, room)) \(words)")
            return
        }
        let now = ContinuousClock.now
        guard let last else {
            // What takes less than the interval needs no line.
            self.last = now
            return
        }
        guard now - last >= (done != lastDone ? Self.lineInterval : Self.slowLineInterval) else { return }
        self.last = now
        lastDone = done
        console.say(words())
    }

    /// Leaves the bar behind.
    func finish() {
        if isShown, console.isTerminal { console.undraw() }
    }

    private func bar(_ done: Int, of total: Int, _ room: Int) -> String {
        let width = min(room, Self.widestBar)
        let filled = width * done / max(total, 1)
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
        return console.paint(bar, .cyan)
    }
}
