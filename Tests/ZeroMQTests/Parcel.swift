import Synchronization
import ZeroMQ

/// A socket on its way to the thread that will own it.
final class Parcel: Sendable {
    private let content: Mutex<Socket?>

    init(_ socket: consuming sending Socket) {
        content = Mutex(socket)
    }

    /// The socket, for the first who asks.
    func open() -> sending Socket? {
        content.withLock { $0.take() }
    }
}
