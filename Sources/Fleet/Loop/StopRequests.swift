internal import Glibc
internal import Synchronization

/// Where the wish to stop comes in: the first asks for an orderly end, the second for one at once.
///
/// It may be asked from any thread; the loop that was given this value hears it. Signals end the process on the spot
/// where no loop hears them: while data is read or a report is written, nothing is under way that could be lost.
public final class StopRequests: Sendable {
    private let mailbox = Mailbox<Void>()
    private let isHeard = Mutex(false)

    /// No request yet.
    public init() {}

    /// Asks to stop, or to stop faster.
    public func request() {
        mailbox.post(())
    }

    /// Requests that SIGINT and SIGTERM make from now on.
    ///
    /// To be called once, before any other thread was started: threads inherit that these signals are not for them. The
    /// third signal ends the process on the spot, should its loop hang.
    public static func fromSignals() -> StopRequests {
        let requests = StopRequests()
        signal(SIGPIPE, SIG_IGN)
        var signals = sigset_t()
        unsafe sigemptyset(&signals)
        unsafe sigaddset(&signals, SIGINT)
        unsafe sigaddset(&signals, SIGTERM)
        unsafe pthread_sigmask(SIG_BLOCK, &signals, nil)
        DetachedThread.start { [signals] in
            var signals = signals
            var number: Int32 = 0
            var requestCount = 0
            while unsafe sigwait(&signals, &number) == 0 {
                guard requests.isHeard.withLock({ $0 }), requestCount < 2 else { _exit(exitCode) }
                requestCount += 1
                requests.request()
            }
        }
        return requests
    }

    /// From now on there is something to end in order: requests wait for the loop.
    public func hear() {
        isHeard.withLock { $0 = true }
    }

    /// The loop is over.
    public func stopHearing() {
        isHeard.withLock { $0 = false }
    }

    /// What shells take for a Ctrl-C, and the program tells for any interruption.
    private static let exitCode: Int32 = 130

    var descriptor: Int32 { mailbox.descriptor }

    /// How many requests came since the last call.
    func collect() -> Int { mailbox.collect().count }
}
