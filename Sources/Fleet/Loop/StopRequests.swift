internal import Glibc

/// Where the wish to stop comes in: the first asks for an orderly end, the second for one at once.
///
/// It may be asked from any thread; the loop that was given this value hears it.
public final class StopRequests: Sendable {
    private let mailbox = Mailbox<Void>()

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
            for _ in 0..<2 where unsafe sigwait(&signals, &number) == 0 { requests.request() }
            if unsafe sigwait(&signals, &number) == 0 { _exit(128 + number) }
        }
        return requests
    }

    /// Whether a request waits for its loop; what takes long before the loop begins asks this.
    public var isWaiting: Bool { !mailbox.isEmpty }

    var descriptor: Int32 { mailbox.descriptor }

    /// How many requests came since the last call.
    func collect() -> Int { mailbox.collect().count }
}
