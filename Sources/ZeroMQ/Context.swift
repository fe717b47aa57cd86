internal import CZeroMQ

/// The I/O thread behind sockets.
///
/// Sockets that talk over `inproc` must share a context; others may. A context is kept by its sockets and ends after
/// the last of them, so no socket can outlive it and its end never waits for a socket that somebody forgot. It must be
/// made after any fork.
@safe
public final class Context {
    let pointer: UnsafeMutableRawPointer

    /// A context with one I/O thread, which serves about a gigabyte a second.
    public init() throws(ZMQError) {
        guard let pointer = unsafe zmq_ctx_new() else { throw .creation(of: "a context") }
        unsafe self.pointer = pointer
    }

    deinit {
        // Waits until the I/O thread has sent what is queued, at most for the sockets' lingering time.
        while unsafe zmq_ctx_term(pointer) < 0, zmq_errno() == EINTR {}
    }
}
