internal import Glibc

/// How long to wait while another program, such as a viewer of databases, keeps a ledger locked.
///
/// Nothing is lost meanwhile: what is to be recorded waits, and workers keep their results until they are.
struct LockPatience: Sendable {
    /// The first word comes after this time, and one more each time that it has passed again.
    var interval: Duration = .seconds(5)
    /// After so many words the ledger counts as locked for good.
    var warnings = 120
    /// Told how long the wait has lasted.
    var onWait: @Sendable (Duration) -> Void = { _ in }

    private static let pause = Duration.milliseconds(20)

    /// Waits a moment, at SQLite's request.
    ///
    /// - Parameter tries: how often SQLite has tried already, from 0.
    /// - Returns: whether it shall try again.
    func wait(after tries: Int) -> Bool {
        usleep(UInt32(Self.pause / .microseconds(1)))
        let perWarning = max(1, Int(interval / Self.pause))
        guard tries > 0, tries % perWarning == 0 else { return true }
        guard tries / perWarning <= warnings else { return false }
        onWait(interval * (tries / perWarning))
        return true
    }
}
